import assert from 'node:assert/strict';
import { test } from 'node:test';
import { control, customerWithCard, monthlyPrice, stripe } from './sandbox.mjs';

test('meters, events, summaries, credit', async () => {
  const customer = await customerWithCard();
  const event_name = `calls_${Date.now()}`;
  const meter = await stripe.billing.meters.create({ display_name: 'Calls', event_name, default_aggregation: { formula: 'sum' } });
  assert.equal((await stripe.billing.meters.retrieve(meter.id)).event_name, event_name);
  assert.equal((await stripe.billing.meters.update(meter.id, { display_name: 'API calls' })).display_name, 'API calls');
  assert.ok((await stripe.billing.meters.list({ status: 'active' })).data.length > 0);
  const price = await stripe.prices.create({
    product_data: { name: 'Calls' }, currency: 'usd', unit_amount: 2, recurring: { interval: 'month', usage_type: 'metered', meter: meter.id },
  });
  const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
  const use = (value, identifier) => stripe.billing.meterEvents.create({ event_name, identifier, payload: { stripe_customer_id: customer.id, value: String(value) } });
  await use(100, `${event_name}-1`);
  await use(60, `${event_name}-2`);
  await assert.rejects(use(60, `${event_name}-2`), error => error.statusCode === 400 && /already exists with identifier/.test(error.message));
  const adjusted = await stripe.billing.meterEventAdjustments.create({ event_name, type: 'cancel', cancel: { identifier: `${event_name}-2` } });
  assert.equal(adjusted.status, 'complete');
  const day = Math.floor(Date.now() / 86400000) * 86400;
  const now = Math.floor(new Date((await control('GET', '/clock')).now).getTime() / 1000);
  const start_time = Math.floor(now / 86400) * 86400;
  assert.ok(start_time >= day);
  const summaries = await stripe.billing.meters.listEventSummaries(meter.id, { customer: customer.id, start_time, end_time: start_time + 86400, value_grouping_window: 'day' });
  assert.equal(summaries.data[0].aggregated_value, 100);

  const grant = await stripe.billing.creditGrants.create({
    customer: customer.id, category: 'promotional', name: 'Welcome', amount: { type: 'monetary', monetary: { currency: 'usd', value: 150 } },
    applicability_config: { scope: { price_type: 'metered' } },
  });
  assert.equal((await stripe.billing.creditGrants.retrieve(grant.id)).priority, 50);
  assert.equal((await stripe.billing.creditGrants.update(grant.id, { metadata: { a: 'b' } })).metadata.a, 'b');
  await control('POST', '/clock', { seconds: 32 * 86400 });
  const [invoice] = (await stripe.invoices.list({ subscription: subscription.id, status: 'paid', limit: 1 })).data;
  assert.deepEqual([invoice.subtotal, invoice.total], [200, 50]);
  const summary = await stripe.billing.creditBalanceSummaries.retrieve({
    customer: customer.id, filter: { type: 'applicability_scope', applicability_scope: { price_type: 'metered' } },
  });
  assert.equal(summary.balances.length, 0);
  const moves = (await stripe.billing.creditBalanceTransactions.list({ customer: customer.id })).data;
  assert.equal((await stripe.billing.creditBalanceTransactions.retrieve(moves[0].id)).type, 'debit');
  await assert.rejects(stripe.billing.creditGrants.voidGrant(grant.id), error => error.statusCode === 400);
  assert.equal(typeof (await stripe.billing.creditGrants.expire(grant.id)).expires_at, 'number');
  assert.equal((await stripe.billing.creditGrants.list({ customer: customer.id })).data.length, 1);
  assert.equal((await stripe.billing.meters.deactivate(meter.id)).status, 'inactive');
  await assert.rejects(use(1, `${event_name}-3`), error => error.statusCode === 400);
  assert.equal((await stripe.billing.meters.reactivate(meter.id)).status, 'active');
});

test('test clocks', async () => {
  const frozen_time = 1_800_000_000;
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time, name: 'story' });
  const customer = await stripe.customers.create({ test_clock: clock.id, payment_method: 'pm_card_visa', invoice_settings: { default_payment_method: 'pm_card_visa' } });
  const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: (await monthlyPrice()).id }] });
  assert.equal(subscription.created, frozen_time);
  await assert.rejects(stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: frozen_time + 100 * 86400 }), error => error.param === 'frozen_time');
  const advancing = await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: frozen_time + 32 * 86400 });
  assert.equal(advancing.status, 'advancing');
  let current = advancing;
  while (current.status === 'advancing') current = await stripe.testHelpers.testClocks.retrieve(clock.id);
  assert.equal(current.frozen_time, frozen_time + 32 * 86400);
  assert.deepEqual((await stripe.invoices.list({ customer: customer.id })).data.map(invoice => invoice.status), ['paid', 'paid']);
  assert.ok((await stripe.testHelpers.testClocks.list()).data.length > 0);
  assert.equal((await stripe.testHelpers.testClocks.del(clock.id)).deleted, true);
  assert.equal((await stripe.customers.retrieve(customer.id)).deleted, true);
});

test('events and endpoints', async () => {
  const endpoint = await stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:9/', enabled_events: ['price.created'] });
  assert.match(endpoint.secret, /^whsec_/);
  assert.equal((await stripe.webhookEndpoints.retrieve(endpoint.id)).secret, undefined);
  assert.equal((await stripe.webhookEndpoints.update(endpoint.id, { disabled: true })).status, 'disabled');
  assert.ok((await stripe.webhookEndpoints.list()).data.some(found => found.id === endpoint.id));
  assert.equal((await stripe.webhookEndpoints.del(endpoint.id)).deleted, true);
  const product = await stripe.products.create({ name: 'Announced' });
  const [event] = (await stripe.events.list({ types: ['product.created'], limit: 1 })).data;
  assert.equal(event.data.object.id, product.id);
  assert.equal((await stripe.events.retrieve(event.id)).request.id, product.lastResponse.requestId);
  assert.equal((await stripe.events.list({ type: 'product.*', delivery_success: true, limit: 1 })).data[0].id, event.id);
});
