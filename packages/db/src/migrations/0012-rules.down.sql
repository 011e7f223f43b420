drop table grouping_rule_people;
drop table grouping_rules;
