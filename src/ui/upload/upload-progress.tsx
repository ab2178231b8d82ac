import { useFrame, useMessages } from '../frame.tsx';
import { Island } from '../islands.tsx';
import { href } from '../link.tsx';
import UploadIsland from './upload.island.tsx';

export interface UploadProgressProps {
  /** Path that speaks the tus protocol for the files of this form. */
  to: string;
  /** Of one file. */
  mostBytes: number;
}

/**
 * Stands in a form with one `FileField`. With script the files go in pieces before the form, photos smaller, and the
 * form names them in `kiriman`; without, they go with the form.
 */
export function UploadProgress({ to, mostBytes }: UploadProgressProps) {
  const { base } = useFrame();
  const { uploading } = useMessages().ui;
  return <Island of={UploadIsland} props={{ words: uploading, endpoint: href(base, to), mostBytes }} />;
}
