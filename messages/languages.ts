import { en } from './en.ts';
import { id, type Messages } from './id.ts';

export const languages = ['id', 'en'] as const;
export type Language = (typeof languages)[number];

const catalogues: Record<Language, Messages> = { id, en };

export const isLanguage = (text: unknown): text is Language => languages.some((one) => one === text);

export const messagesIn = (language: Language): Messages => catalogues[language];
