-- Lists and boards of tasks at the size of a city: what a page or a board looks at lies together and within an index.

-- What lists are narrowed to by hand goes along: a search that finds little reads one index and no rows. Titles have 200 characters at most.
drop index tasks_by_due;
create index tasks_by_due on tasks (county_code, due_on, id) include (state, light, task_no, title, estate_id);
create index tasks_by_rank on tasks (county_code, homes desc, due_on, id) include (state, light, task_no, title, estate_id);
create index tasks_by_light on tasks (county_code, light, due_on, id);

-- Boards are counted group by group from the index of what they are by.
drop index tasks_by_organisation;
create index tasks_by_organisation on tasks (county_code, organisation_id, state, light) include (due_on);
drop index tasks_by_estate;
create index tasks_by_estate on tasks (county_code, estate_id, state, light) include (due_on);
