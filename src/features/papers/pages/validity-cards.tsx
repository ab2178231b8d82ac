import {
  A,
  Alert,
  Button,
  Card,
  Checkbox,
  Form,
  formatDateTime,
  PasswordField,
  TextField,
  useMessages,
} from '#ui/index.ts';
import type { PaperWork } from '../paper.queries.ts';
import type { Errors } from './edit-card.tsx';
import { FileForm } from './file-form.tsx';

interface Props {
  work: PaperWork;
  errors: Errors;
}

/** Valid by hand: print, sign, scan, and somebody else compares. */
export function ScanCard({ work, errors }: Props) {
  const { scan } = useMessages().papers;
  const { row, may } = work;
  const home = `/kerja/naskah/${row.id}`;
  const hidden = { version: row.version };
  return (
    <Card title={scan.title} icon="printer">
      <div class="grid gap-4">
        <p class="text-tinta-2">{scan.help}</p>
        {row.scanSha256 && <WaitingScan work={work} errors={errors} />}
        {may.scan && (
          <FileForm
            action={`${home}/pindaian/unggah`}
            label={scan.file}
            submit={row.scanSha256 ? scan.sendAgain : scan.send}
            hidden={hidden}
            error={errors.file}
            plain={row.scanSha256 !== null}
          />
        )}
      </div>
    </Card>
  );
}

function WaitingScan({ work, errors }: Props) {
  const { papers, ui } = useMessages();
  const { row, may, ownScan, scannedByName } = work;
  const home = `/kerja/naskah/${row.id}`;
  return (
    <>
      <p>
        {papers.scan.waiting(scannedByName ?? ui.unknown, row.scannedAt ? formatDateTime(row.scannedAt) : ui.unknown)}
      </p>
      <p>
        <A to={`${home}/pindaian.pdf`}>{papers.work.scanPdf}</A>
      </p>
      {ownScan && <Alert tone="notice">{papers.scan.ownScan}</Alert>}
      {may.confirm && !ownScan && (
        <Form action={`${home}/konfirmasi`} hidden={{ version: row.version }}>
          <Checkbox name="compared" label={papers.scan.compared} error={errors.compared} />
          <div>
            <Button icon="check">{papers.scan.confirm}</Button>
          </div>
        </Form>
      )}
    </>
  );
}

/** Valid by an electronic signature; the simulator says that it is one. */
export function SignCard({ work, errors, simulated }: Props & { simulated: boolean }) {
  const { sign } = useMessages().papers;
  const { row } = work;
  return (
    <Card title={sign.title} icon="lock">
      <div class="grid gap-4">
        {simulated && (
          <Alert tone="warning" title={sign.simulation}>
            {sign.simulationHelp}
          </Alert>
        )}
        <Form action={`/kerja/naskah/${row.id}/tanda-tangan`} hidden={{ version: row.version }}>
          <p class="text-tinta-2">{simulated ? sign.help : sign.helpReal}</p>
          <TextField name="nik" label={sign.nik} error={errors.nik} autocomplete="off" width="half" maxlength={16} />
          <PasswordField name="passphrase" label={sign.passphrase} error={errors.passphrase} autocomplete="off" />
          <div>
            <Button icon="badge-check">{simulated ? sign.sendSimulated : sign.send}</Button>
          </div>
        </Form>
      </div>
    </Card>
  );
}
