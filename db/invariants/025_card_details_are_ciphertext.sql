-- Card details rest encrypted: no column of them holds a plain value.
-- Mode: always.
select tenant_id, 'payment_method' as object_type, id::text as object_id, 'plain card details' as detail
from payment_methods
where card_last4 ~ '^[0-9]{1,4}$' or card_exp_month ~ '^[0-9]{1,2}$' or card_exp_year ~ '^[0-9]{2,4}$'
   or lower(card_brand) in ('visa', 'mastercard', 'amex', 'discover', 'diners', 'jcb', 'unionpay')
