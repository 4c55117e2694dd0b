-- The number 期次 and the host 主持单位 of a meeting are often settled after it was planned: they may be set while it is open.

grant update (number, host_organisation_id) on meetings to qingling_app;
