-- How many codes each office had mailed on its last day of mailing (WIB). What goes out bears the region's name, so that an
-- office that fell into wrong hands must not write to strangers without end.
create table mailed_codes (
  tenant_id uuid not null references tenants (id),
  office_id uuid not null,
  day date not null,
  mails integer not null check (mails > 0),
  primary key (tenant_id, office_id),
  foreign key (tenant_id, office_id) references offices (tenant_id, id)
);
call protect_tenant_table('mailed_codes');
