-- What was taken over goes back first, where it came from the usual place.
select return_to_predecessor();
drop function return_to_predecessor(text);
drop function import_predecessor(text);
drop function ours(text, text);
drop function rows_of_predecessor(text, text, text, text);
drop function slot_from_predecessor(text);
drop function week_from_predecessor(text);
drop table imported;
