drop table visits;
delete from attendances where kind = 'guest';
alter table attendances drop constraint attendances_once;
alter table attendances drop column kind;
alter table attendances add constraint attendances_once unique (meeting_id, person_id);
