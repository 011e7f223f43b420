drop table call_backs;
