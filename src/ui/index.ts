export { Alert, type AlertTone } from './alert.tsx';
export type { Crumb } from './breadcrumb.tsx';
export { Button, ButtonLink, type ButtonTone } from './button.tsx';
export { Card, CardGrid, LinkCard, type LinkCardProps, Section } from './card.tsx';
export { Chart } from './chart.tsx';
export type { ChartItem, ChartSpec } from './charts/chart-options.ts';
export type { DrawnChart } from './charts/draw-chart.ts';
export { Chip, Chips, ExampleChip, StatusChip, type Tone } from './chip.tsx';
export { Checkbox, CheckboxGroup, type Option, type OptionGroup, RadioGroup, Select } from './choice.tsx';
export { type Definition, DefinitionList } from './definition-list.tsx';
export { EmptyState } from './empty-state.tsx';
export { ExportLinks } from './export-links.tsx';
export { type FieldProps, fieldId } from './field.tsx';
export { type Figure, FigureStrip } from './figures.tsx';
export { FilteredList, FilterPanel } from './filter-panel.tsx';
export { Fold } from './fold.tsx';
export {
  type Autosave,
  ConfirmBlock,
  DefaultButton,
  ErrorSummary,
  type FieldProblem,
  Form,
  StickyBar,
} from './form.tsx';
export * from './format.ts';
export { type Frame, type PersonFace, type TenantFace, useFrame, useMessages } from './frame.tsx';
export { Hero, HeroPanel } from './hero.tsx';
export { Icon } from './icon.tsx';
export type { IconName } from './icons.ts';
export { Island } from './islands.tsx';
export { Page, type PageProps } from './layout.tsx';
export { A, href } from './link.tsx';
export { GainChip, type GainItem, GainList, MeterBar, type Part, StackedBar } from './meter.tsx';
export { NeighbourPages, Pagination } from './pagination.tsx';
export { SaveState } from './save-state.tsx';
export { type Band, type Marker, ScaleBar } from './scale-bar.tsx';
export { SearchBox } from './search-box.tsx';
export { SheetUpload } from './sheet-upload.tsx';
export { type Step, type StepState, Steps } from './steps.tsx';
export { type Column, type Sort, Table } from './table.tsx';
export { type Tab, Tabs } from './tabs.tsx';
export { TextArea, WordCount } from './text-area.tsx';
export { DateField, HiddenField, NumberField, PasswordField, TextField } from './text-field.tsx';
export { Timeline, type TimelineEntry } from './timeline.tsx';
export { FileField } from './upload/file-field.tsx';
export { UploadProgress } from './upload/upload-progress.tsx';
