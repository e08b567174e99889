import assert from 'node:assert/strict';
import { test } from 'node:test';
import { control, customerWithCard, monthlyPrice, stripe } from './sandbox.mjs';

test('subscriptions change, pause, end', async () => {
  const customer = await customerWithCard();
  const price = await monthlyPrice(2000);
  const dear = await monthlyPrice(5000);
  const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }], metadata: { tag: customer.id } });
  const [item] = subscription.items.data;
  const preview = await stripe.invoices.createPreview({
    subscription: subscription.id, subscription_details: { items: [{ id: item.id, price: dear.id }], proration_behavior: 'always_invoice' },
  });
  const upgraded = await stripe.subscriptions.update(subscription.id, {
    items: [{ id: item.id, price: dear.id }], proration_behavior: 'always_invoice', expand: ['latest_invoice'],
  });
  assert.ok(Math.abs(upgraded.latest_invoice.amount_paid - preview.amount_due) <= 1);
  assert.equal((await stripe.subscriptions.update(subscription.id, { pause_collection: { behavior: 'void' } })).pause_collection.behavior, 'void');
  assert.equal((await stripe.subscriptions.update(subscription.id, { pause_collection: '' })).pause_collection, null);
  assert.equal((await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true })).cancel_at_period_end, true);
  assert.equal((await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false })).cancel_at, null);
  const coupon = await stripe.coupons.create({ percent_off: 10, duration: 'forever' });
  assert.equal((await stripe.subscriptions.update(subscription.id, { discounts: [{ coupon: coupon.id }] })).discounts.length, 1);
  assert.equal((await stripe.subscriptions.deleteDiscount(subscription.id)).deleted, true);
  assert.equal((await stripe.subscriptions.list({ customer: customer.id, status: 'active' })).data.length, 1);
  assert.equal((await stripe.subscriptions.search({ query: `metadata["tag"]:"${customer.id}"` })).data[0].id, subscription.id);
  const canceled = await stripe.subscriptions.cancel(subscription.id, { prorate: true, invoice_now: false, cancellation_details: { comment: 'bye' } });
  assert.deepEqual([canceled.status, canceled.cancellation_details.comment], ['canceled', 'bye']);
  await assert.rejects(stripe.subscriptions.cancel(subscription.id), error => error.statusCode === 404);
  await assert.rejects(stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true }), error => error.code === 'invalid_canceled_subscription_fields');
});

test('the anchor restarts by a word of this version and by the hash of the next', async () => {
  const customer = await customerWithCard();
  const classic = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: (await monthlyPrice()).id }], billing_mode: { type: 'classic' } });
  await control('POST', '/clock', { seconds: 60 });
  const restarted = await stripe.subscriptions.update(classic.id, { billing_cycle_anchor: { type: 'now' }, proration_behavior: 'none' });
  assert.ok(restarted.billing_cycle_anchor > classic.billing_cycle_anchor);
  const migrated = await stripe.subscriptions.migrate(classic.id, { billing_mode: { type: 'flexible' } });
  assert.deepEqual([migrated.billing_mode.type, typeof migrated.billing_mode.updated_at], ['flexible', 'number']);
});

test('subscription items', async () => {
  const customer = await customerWithCard();
  const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: (await monthlyPrice()).id }] });
  const item = await stripe.subscriptionItems.create({ subscription: subscription.id, price: (await monthlyPrice(700)).id, quantity: 2 });
  assert.equal((await stripe.subscriptionItems.retrieve(item.id)).quantity, 2);
  assert.equal((await stripe.subscriptionItems.update(item.id, { quantity: 3, proration_behavior: 'none' })).quantity, 3);
  assert.equal((await stripe.subscriptionItems.list({ subscription: subscription.id })).data.length, 2);
  assert.equal((await stripe.subscriptionItems.del(item.id)).deleted, true);
});

test('a trial without a card pauses and is resumed', async () => {
  const customer = await stripe.customers.create();
  const subscription = await stripe.subscriptions.create({
    customer: customer.id, items: [{ price: (await monthlyPrice(0)).id }], trial_period_days: 1, trial_settings: { end_behavior: { missing_payment_method: 'pause' } },
  });
  assert.equal(subscription.status, 'trialing');
  await control('POST', '/clock', { seconds: 86401 });
  assert.equal((await stripe.subscriptions.retrieve(subscription.id)).status, 'paused');
  assert.equal((await stripe.subscriptions.resume(subscription.id)).status, 'active');
});

test('schedules', async () => {
  const customer = await customerWithCard();
  const [price, next] = [await monthlyPrice(1000), await monthlyPrice(3000)];
  const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
  const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
  const [phase] = schedule.phases;
  const planned = await stripe.subscriptionSchedules.update(schedule.id, {
    end_behavior: 'release',
    phases: [
      { items: [{ price: price.id }], start_date: phase.start_date, end_date: phase.end_date },
      { items: [{ price: next.id }], duration: { interval: 'month', interval_count: 1 } },
    ],
  });
  assert.equal(planned.phases.length, 2);
  assert.equal((await stripe.invoices.createPreview({ subscription: subscription.id })).total, 3000);
  assert.equal((await stripe.subscriptionSchedules.retrieve(schedule.id)).status, 'active');
  assert.equal((await stripe.subscriptionSchedules.list({ customer: customer.id })).data.length, 1);
  assert.equal((await stripe.subscriptionSchedules.release(schedule.id)).status, 'released');
  const later = await stripe.subscriptionSchedules.create({
    customer: customer.id, start_date: phase.end_date + 86400, phases: [{ items: [{ price: price.id }], duration: { interval: 'month', interval_count: 2 } }],
  });
  assert.equal((await stripe.subscriptionSchedules.cancel(later.id)).status, 'canceled');
});

test('manual invoices', async () => {
  const customer = await customerWithCard();
  const invoice = await stripe.invoices.create({ customer: customer.id, currency: 'usd', description: 'Set-up' });
  const item = await stripe.invoiceItems.create({ customer: customer.id, invoice: invoice.id, amount: 1500, currency: 'usd' });
  assert.equal((await stripe.invoiceItems.retrieve(item.id)).invoice, invoice.id);
  assert.equal((await stripe.invoiceItems.update(item.id, { amount: 1600, description: 'Work' })).amount, 1600);
  assert.equal((await stripe.invoiceItems.list({ invoice: invoice.id })).data.length, 1);
  const grown = await stripe.invoices.addLines(invoice.id, { lines: [{ description: 'Travel', amount: 400 }] });
  const travel = grown.lines.data.find(line => line.description === 'Travel');
  assert.equal((await stripe.invoices.updateLineItem(invoice.id, travel.id, { amount: 500 })).amount, 500);
  assert.equal((await stripe.invoices.updateLines(invoice.id, { lines: [{ id: travel.id, amount: 450 }] })).total, 2050);
  assert.equal((await stripe.invoices.removeLines(invoice.id, { lines: [{ id: travel.id, behavior: 'delete' }] })).total, 1600);
  assert.equal((await stripe.invoices.listLineItems(invoice.id)).data.length, 1);
  assert.equal((await stripe.invoices.update(invoice.id, { footer: 'Thanks' })).footer, 'Thanks');
  assert.equal((await stripe.invoices.finalizeInvoice(invoice.id)).status, 'open');
  await assert.rejects(stripe.invoices.finalizeInvoice(invoice.id), error => error.statusCode === 400);
  const paid = await stripe.invoices.pay(invoice.id, { expand: ['payments'] });
  assert.equal(paid.status, 'paid');
  assert.equal((await stripe.invoicePayments.retrieve(paid.payments.data[0].id)).status, 'paid');
  assert.equal((await stripe.invoicePayments.list({ invoice: invoice.id })).data.length, 1);
  await assert.rejects(stripe.invoices.pay(invoice.id), error => error.message === 'Invoice is already paid');
  assert.equal((await stripe.invoices.retrieve(invoice.id)).amount_paid, 1600);
  assert.ok((await stripe.invoices.search({ query: `customer:"${customer.id}" AND status:"paid"` })).data.length === 1);
  const loose = await stripe.invoiceItems.create({ customer: customer.id, amount: 10, currency: 'usd' });
  assert.equal((await stripe.invoiceItems.del(loose.id)).deleted, true);
});

test('other ends of an invoice', async () => {
  const customer = await customerWithCard();
  const open = async () => {
    const invoice = await stripe.invoices.create({ customer: customer.id, collection_method: 'send_invoice', days_until_due: 7, currency: 'usd' });
    await stripe.invoiceItems.create({ customer: customer.id, invoice: invoice.id, amount: 800, currency: 'usd' });
    return stripe.invoices.sendInvoice(invoice.id);
  };
  assert.equal((await stripe.invoices.voidInvoice((await open()).id)).status, 'void');
  assert.equal((await stripe.invoices.markUncollectible((await open()).id)).status, 'uncollectible');
  assert.equal((await stripe.invoices.pay((await open()).id, { paid_out_of_band: true })).status, 'paid');
  const draft = await stripe.invoices.create({ customer: customer.id });
  assert.equal((await stripe.invoices.del(draft.id)).deleted, true);
  assert.equal((await stripe.invoices.list({ customer: customer.id, status: 'void' })).data.length, 1);
});

test('credit notes', async () => {
  const customer = await customerWithCard();
  const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: (await monthlyPrice(2000)).id }] });
  const invoice = subscription.latest_invoice;
  const planned = await stripe.creditNotes.preview({ invoice, amount: 500, refund_amount: 500 });
  assert.equal(planned.total, 500);
  assert.equal((await stripe.creditNotes.listPreviewLineItems({ invoice, amount: 500, refund_amount: 500 })).data.length, 1);
  const note = await stripe.creditNotes.create({ invoice, amount: 500, refund_amount: 500, reason: 'order_change' });
  assert.match(note.number, /-CN-01$/);
  assert.equal((await stripe.creditNotes.retrieve(note.id)).post_payment_amount, 500);
  assert.equal((await stripe.creditNotes.update(note.id, { memo: 'Sorry' })).memo, 'Sorry');
  assert.equal((await stripe.creditNotes.listLineItems(note.id)).data.length, 1);
  assert.equal((await stripe.creditNotes.list({ invoice })).data.length, 1);
  await assert.rejects(stripe.creditNotes.voidCreditNote(note.id), error => error.statusCode === 400);
  await assert.rejects(stripe.creditNotes.create({ invoice, amount: 1501, refund_amount: 1501 }), error => error.param === 'amount');
});

test('a payment made elsewhere is attached to an invoice', async () => {
  const customer = await customerWithCard();
  const invoice = await stripe.invoices.create({ customer: customer.id, currency: 'usd' });
  await stripe.invoiceItems.create({ customer: customer.id, invoice: invoice.id, amount: 700, currency: 'usd' });
  await stripe.invoices.finalizeInvoice(invoice.id);
  const intent = await stripe.paymentIntents.create({
    amount: 700, currency: 'usd', customer: customer.id, payment_method: customer.invoice_settings.default_payment_method, confirm: true, payment_method_types: ['card'],
  });
  assert.equal((await stripe.invoices.attachPayment(invoice.id, { payment_intent: intent.id })).status, 'paid');
});
