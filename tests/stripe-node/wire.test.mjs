import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { test } from 'node:test';
import Stripe from 'stripe';
import { control, stripe, url } from './sandbox.mjs';

test('auto-paging yields every object once', async () => {
  const tag = `paging-${process.hrtime.bigint()}`;
  const made = [];
  for (let i = 0; i < 7; i++) made.push((await stripe.products.create({ name: tag })).id);
  const seen = [];
  for await (const product of stripe.products.list({ limit: 3 })) if (product.name === tag) seen.push(product.id);
  assert.deepEqual(seen, made.toReversed());
});

test('search pages, too', async () => {
  const tag = `search-${process.hrtime.bigint()}`;
  for (let i = 0; i < 5; i++) await stripe.customers.create({ metadata: { tag } });
  const found = [];
  for await (const customer of stripe.customers.search({ query: `metadata["tag"]:"${tag}"`, limit: 2 })) found.push(customer.id);
  assert.equal(new Set(found).size, 5);
});

test('errors come as their classes', async () => {
  await assert.rejects(stripe.customers.retrieve('cus_none'), error =>
    error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404 && error.code === 'resource_missing');
  await assert.rejects(stripe.customers.create({ colour: 'red' }), error =>
    error instanceof Stripe.errors.StripeInvalidRequestError && error.param === 'colour');
  await assert.rejects(
    stripe.paymentIntents.create({ amount: 500, currency: 'usd', payment_method: 'pm_card_chargeDeclined', confirm: true, payment_method_types: ['card'] }),
    error => error instanceof Stripe.errors.StripeCardError && error.decline_code === 'generic_decline' && error.payment_intent.status === 'requires_payment_method');
  const stranger = new Stripe('sk_live_nobody', { host: url.hostname, port: url.port, protocol: 'http', maxNetworkRetries: 0 });
  await assert.rejects(stranger.customers.list(), error => error instanceof Stripe.errors.StripeAuthenticationError);
  await stripe.customers.create({}, { idempotencyKey: 'node-key' });
  await assert.rejects(stripe.customers.create({ name: 'other' }, { idempotencyKey: 'node-key' }), error =>
    error instanceof Stripe.errors.StripeIdempotencyError);
  await control('POST', '/faults', { match: { path: '/v1/customers' }, kind: 'rate_limit', times: 1 });
  await assert.rejects(stripe.customers.list(), error => error instanceof Stripe.errors.StripeRateLimitError);
  await control('POST', '/faults', { match: { path: '/v1/customers' }, kind: 'error', times: 1 });
  await assert.rejects(stripe.customers.list(), error => error instanceof Stripe.errors.StripeAPIError);
});

test('a retry after a lost answer does not charge twice', async () => {
  const retrying = new Stripe('sk_test_conformance', {
    apiVersion: '2026-07-29.dahlia', host: url.hostname, port: url.port, protocol: 'http', maxNetworkRetries: 2,
  });
  await control('POST', '/faults', { match: { method: 'POST', path: '/v1/payment_intents' }, kind: 'reset_after', times: 1 });
  const intent = await retrying.paymentIntents.create({
    amount: 4321, currency: 'usd', payment_method: 'pm_card_visa', confirm: true, payment_method_types: ['card'],
  });
  const charges = (await control('GET', '/ledger')).data.filter(row => row.amount === 4321);
  assert.deepEqual(charges.map(row => row.paymentIntent), [intent.id]);
});

test('constructEvent accepts a real delivery and refuses a changed one', async () => {
  const received = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({ body: Buffer.concat(chunks), signature: request.headers['stripe-signature'] });
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = await stripe.webhookEndpoints.create({
    url: `http://127.0.0.1:${server.address().port}/`, enabled_events: ['product.created'],
  });
  try {
    const product = await stripe.products.create({ name: 'Delivered' });
    await control('POST', '/clock', { seconds: 0 });
    assert.equal(received.length, 1);
    const [{ body, signature }] = received;
    const event = stripe.webhooks.constructEvent(body, signature, endpoint.secret, 1e9);
    assert.equal(event.type, 'product.created');
    assert.equal(event.data.object.id, product.id);
    assert.throws(() => stripe.webhooks.constructEvent(body + ' ', signature, endpoint.secret, 1e9), /signature/i);
  } finally {
    await stripe.webhookEndpoints.del(endpoint.id);
    server.close();
  }
});
