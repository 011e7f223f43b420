drop table organisers;
