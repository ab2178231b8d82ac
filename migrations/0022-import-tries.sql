-- Tries that were begun since the last step forward, and of which nobody wrote an end: the process died in them.
alter table imports add tries smallint not null default 0;
