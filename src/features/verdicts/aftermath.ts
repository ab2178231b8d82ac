import type { VNode } from 'preact';
import type { ScoringStage } from '#features/competitions/index.ts';
import type { FileStore } from '#platform/files/store.ts';
import type { Letterhead } from '#platform/papers/document.ts';
import type { Ctx } from '#platform/tenancy.ts';

/** A place that the sealed verdict gave. */
export interface Placement {
  categoryId: string;
  /** From 1. */
  place: number;
  entryId: string;
}

export interface ScoreRow {
  entry: string;
  juror: string;
  criterion: string;
  value: number;
}

/** Scores of one stage in one category as `gelar jury rank` reads them. */
export interface RankFile {
  seed: number | string;
  criteria: { id: string; weight: number }[];
  scale: [number, number];
  scores: ScoreRow[];
  /** [juror, entry] */
  mentored: [string, string][];
  draws: number;
}

/** What `gelar jury rank --json` answers; only this much of it is read here, all of it is published. */
export interface RankReport {
  entries: readonly { id: string; rank: number; tieBand: number }[];
}

/** What the pages after the verdict need of others: app.ts hands it in. */
export interface AftermathSlots {
  /** Scheme and host under which the code on a certificate is looked up. */
  origin: string;
  /** The sealed verdict as it stands, corrections included. @throws NotFound while nothing is sealed */
  placementsOf(ctx: Ctx, competitionId: string): Promise<readonly Placement[]>;
  /** The calibrated ranking, from the file alone. */
  rank(file: RankFile): RankReport;
  letterhead(ctx: Ctx, files: FileStore): Promise<Letterhead>;
  /** Draws the documents that an organisation shows of its accepted innovation; null for none. */
  evidenceOf(ctx: Ctx, innovationId: string): Promise<VNode | null>;
}

/** By the jurors' scores in the last stage: alone in its band, or with others that cannot be told from it. */
export const standings = ['clear', 'close', 'unscored'] as const;
export type Standing = (typeof standings)[number];

export const certificateKinds = ['winner', 'finalist', 'participant', 'juror'] as const;
export type CertificateKind = (typeof certificateKinds)[number];

/** One category in one stage with its scores, under true ids. */
export interface ScoredPart {
  categoryId: string;
  category: string;
  stage: ScoringStage;
  seed: number;
  scale: [number, number];
  criteria: { id: string; name: string; question: string; weight: number }[];
  /** Submitted reviews only, each with a value for every criterion. */
  scores: ScoreRow[];
  mentored: [string, string][];
}

/** Longest texts, in characters. */
export const limits = { objection: 4000, gist: 400, answer: 4000, reason: 300 } as const;
