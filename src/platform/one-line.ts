/** What is one line wherever it is shown: breaks and rows of blanks become one blank, letters are composed (NFC). */
export const oneLine = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();
