export const runMutants = async (tell: (line: string) => void): Promise<number> => {
  tell('none')
  return 1
}
