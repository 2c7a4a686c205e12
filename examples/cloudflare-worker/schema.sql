create table orders (order_id text primary key, price integer not null, state text not null, receipt_id text);
create table webhooks (key text primary key);
create table unknowns (unknown text not null);
create table people (error text not null);
insert into orders (order_id, price, state) values ('order-1024', 39000, 'open'), ('order-1025', 210000, 'open');
