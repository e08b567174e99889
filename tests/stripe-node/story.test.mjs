import assert from 'node:assert/strict';
import { test } from 'node:test';
import { control, customerWithCard, monthlyPrice, stripe } from './sandbox.mjs';

test('customer, card, subscription, invoice, renewal', async () => {
  const customer = await customerWithCard();
  const price = await monthlyPrice(2000);
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id, quantity: 3 }],
    expand: ['latest_invoice.payments'],
  });
  assert.equal(subscription.status, 'active');
  assert.equal(subscription.latest_invoice.status, 'paid');
  assert.equal(subscription.latest_invoice.amount_paid, 6000);
  assert.equal(subscription.items.data[0].quantity, 3);

  const payment = subscription.latest_invoice.payments.data[0].payment.payment_intent;
  const intent = await stripe.paymentIntents.retrieve(payment, { expand: ['latest_charge'] });
  assert.equal(intent.latest_charge.amount, 6000);

  await control('POST', '/clock', { seconds: 32 * 86400 });
  const invoices = await stripe.invoices.list({ subscription: subscription.id });
  assert.deepEqual(invoices.data.map(invoice => [invoice.billing_reason, invoice.status]), [
    ['subscription_cycle', 'paid'],
    ['subscription_create', 'paid'],
  ]);

  const canceled = await stripe.subscriptions.cancel(subscription.id);
  assert.equal(canceled.status, 'canceled');
});

test('a declined subscription leaves nothing when asked so', async () => {
  const customer = await customerWithCard('pm_card_chargeCustomerFail');
  const price = await monthlyPrice();
  await assert.rejects(
    stripe.subscriptions.create({
      customer: customer.id, items: [{ price: price.id }], payment_behavior: 'error_if_incomplete',
    }),
    error => error.type === 'StripeCardError' && error.code === 'card_declined');
  const left = await stripe.subscriptions.list({ customer: customer.id, status: 'all' });
  assert.equal(left.data.length, 0);
});

test('a card that wants the customer goes through 3-D Secure', async () => {
  const customer = await stripe.customers.create();
  const setup = await stripe.setupIntents.create({
    customer: customer.id, payment_method: 'pm_card_authenticationRequiredOnSetup', confirm: true, payment_method_types: ['card'],
  });
  assert.equal(setup.status, 'requires_action');
  await control('POST', `/3ds/${setup.id}`, { outcome: 'approve' });
  const done = await stripe.setupIntents.retrieve(setup.id);
  assert.equal(done.status, 'succeeded');
  const intent = await stripe.paymentIntents.create({
    amount: 700, currency: 'eur', customer: customer.id, payment_method: done.payment_method, confirm: true, off_session: true,
  });
  assert.equal(intent.status, 'succeeded');
});
