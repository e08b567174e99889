import assert from 'node:assert/strict';
import { test } from 'node:test';
import { control, customerWithCard, stripe } from './sandbox.mjs';

test('customers', async () => {
  const email = `c${Date.now()}@example.com`;
  const customer = await stripe.customers.create({
    email, address: { country: 'DE', city: 'Berlin' }, tax_id_data: [{ type: 'eu_vat', value: 'DE123456789' }], metadata: { a: '1' },
  });
  const whole = await stripe.customers.retrieve(customer.id, { expand: ['tax_ids', 'tax', 'sources', 'subscriptions'] });
  assert.equal(whole.tax_ids.data[0].value, 'DE123456789');
  assert.equal(whole.tax.automatic_tax, 'supported');
  assert.deepEqual([whole.sources.data.length, whole.subscriptions.data.length], [0, 0]);
  const updated = await stripe.customers.update(customer.id, { address: { city: 'Bonn' }, metadata: { a: '', b: '2' } });
  assert.deepEqual([updated.address.city, updated.address.country, updated.metadata], ['Bonn', 'DE', { b: '2' }]);
  assert.equal((await stripe.customers.list({ email })).data.length, 1);
  assert.equal((await stripe.customers.search({ query: `email:"${email}"` })).data[0].id, customer.id);
  assert.equal((await stripe.customers.del(customer.id)).deleted, true);
  assert.equal((await stripe.customers.retrieve(customer.id)).deleted, true);
  await assert.rejects(stripe.customers.update(customer.id, { name: 'X' }), error => error.code === 'resource_missing');
});

test('balance and tax numbers', async () => {
  const customer = await stripe.customers.create();
  const moved = await stripe.customers.createBalanceTransaction(customer.id, { amount: -700, currency: 'usd', description: 'Gift' });
  assert.equal(moved.ending_balance, -700);
  assert.equal((await stripe.customers.retrieveBalanceTransaction(customer.id, moved.id)).type, 'adjustment');
  assert.equal((await stripe.customers.updateBalanceTransaction(customer.id, moved.id, { description: 'Present' })).description, 'Present');
  assert.equal((await stripe.customers.listBalanceTransactions(customer.id)).data.length, 1);
  const taxId = await stripe.customers.createTaxId(customer.id, { type: 'us_ein', value: '12-3456789' });
  assert.equal((await stripe.customers.retrieveTaxId(customer.id, taxId.id)).country, 'US');
  assert.equal((await stripe.customers.listTaxIds(customer.id)).data.length, 1);
  assert.equal((await stripe.customers.deleteTaxId(customer.id, taxId.id)).deleted, true);
});

test('payment methods', async () => {
  const customer = await stripe.customers.create();
  const method = await stripe.paymentMethods.create({ type: 'card', card: { number: '4242424242424242', exp_month: 12, exp_year: 2040, cvc: '123' } });
  assert.equal((await stripe.paymentMethods.attach(method.id, { customer: customer.id })).customer, customer.id);
  assert.equal((await stripe.paymentMethods.attach(method.id, { customer: customer.id })).customer, customer.id);
  assert.equal((await stripe.paymentMethods.update(method.id, { billing_details: { name: 'Ann' } })).billing_details.name, 'Ann');
  assert.equal((await stripe.paymentMethods.retrieve(method.id)).card.checks.cvc_check, 'pass');
  assert.equal((await stripe.paymentMethods.list({ customer: customer.id, type: 'card' })).data.length, 1);
  assert.equal((await stripe.customers.listPaymentMethods(customer.id)).data.length, 1);
  assert.equal((await stripe.customers.retrievePaymentMethod(customer.id, method.id)).id, method.id);
  assert.equal((await stripe.paymentMethods.detach(method.id)).customer, null);
  await assert.rejects(stripe.paymentMethods.attach(method.id, { customer: customer.id }), error => error.type === 'StripeInvalidRequestError');
});

test('a source of old becomes the default', async () => {
  const customer = await stripe.customers.create({ source: 'tok_visa', expand: ['sources'] });
  assert.match(customer.default_source, /^card_/);
  assert.equal(customer.sources.data[0].last4, '4242');
  await assert.rejects(stripe.customers.create({ source: 'tok_chargeDeclined' }), error => error.type === 'StripeCardError' && error.code === 'card_declined');
});

test('setup intents, their attempts, and a mandate', async () => {
  const customer = await stripe.customers.create();
  const intent = await stripe.setupIntents.create({ customer: customer.id, payment_method_types: ['card'] });
  assert.equal(intent.status, 'requires_payment_method');
  await stripe.setupIntents.update(intent.id, { metadata: { a: 'b' } });
  await assert.rejects(stripe.setupIntents.confirm(intent.id, { payment_method: 'pm_card_chargeDeclined' }), error => error.setup_intent.last_setup_error.code === 'card_declined');
  const confirmed = await stripe.setupIntents.confirm(intent.id, { payment_method: 'pm_card_authenticationRequired', return_url: 'https://example.com' });
  assert.equal(confirmed.next_action.type, 'redirect_to_url');
  await control('POST', `/3ds/${intent.id}`, { outcome: 'approve' });
  const done = await stripe.setupIntents.retrieve(intent.id, { expand: ['payment_method'] });
  assert.deepEqual([done.status, done.payment_method.customer], ['succeeded', customer.id]);
  assert.deepEqual((await stripe.setupAttempts.list({ setup_intent: intent.id })).data.map(attempt => attempt.status), ['succeeded', 'failed']);
  const open = await stripe.setupIntents.create({ customer: customer.id });
  assert.equal((await stripe.setupIntents.cancel(open.id, { cancellation_reason: 'abandoned' })).status, 'canceled');
  assert.equal((await stripe.setupIntents.list({ customer: customer.id })).data.length, 2);
  const debit = await stripe.setupIntents.create({ customer: customer.id, payment_method: 'pm_success_at', payment_method_types: ['sepa_debit'], confirm: true });
  assert.equal((await stripe.mandates.retrieve(debit.mandate)).status, 'active');
});

test('a US bank account is proven by micro-deposits', async () => {
  const customer = await stripe.customers.create();
  const method = { payment_method: 'pm_usBankAccount_success', payment_method_types: ['us_bank_account'], confirm: true };
  const setup = await stripe.setupIntents.create({ customer: customer.id, ...method });
  assert.equal(setup.next_action.type, 'verify_with_microdeposits');
  await assert.rejects(
    stripe.setupIntents.verifyMicrodeposits(setup.id, { amounts: [1, 2] }),
    error => error.code === 'payment_method_microdeposit_verification_amounts_mismatch');
  assert.equal((await stripe.setupIntents.verifyMicrodeposits(setup.id, { amounts: [32, 45] })).status, 'succeeded');
  const payment = await stripe.paymentIntents.create({ amount: 2000, currency: 'usd', ...method });
  assert.equal((await stripe.paymentIntents.verifyMicrodeposits(payment.id, { descriptor_code: 'SM11AA' })).status, 'processing');
});

test('payment intents, charges, refunds', async () => {
  const customer = await customerWithCard();
  const intent = await stripe.paymentIntents.create({ amount: 3000, currency: 'usd', customer: customer.id, capture_method: 'manual', payment_method_types: ['card'] });
  await stripe.paymentIntents.update(intent.id, { description: 'Order', metadata: { order: '7' } });
  const held = await stripe.paymentIntents.confirm(intent.id, { payment_method: customer.invoice_settings.default_payment_method });
  assert.deepEqual([held.status, held.amount_capturable], ['requires_capture', 3000]);
  const captured = await stripe.paymentIntents.capture(intent.id, { amount_to_capture: 2500, expand: ['latest_charge.balance_transaction'] });
  assert.deepEqual([captured.status, captured.amount_received], ['succeeded', 2500]);
  const charge = captured.latest_charge;
  assert.equal((await stripe.balanceTransactions.retrieve(charge.balance_transaction.id)).amount, 2500);
  assert.ok((await stripe.balanceTransactions.list({ source: charge.id })).data.length === 1);
  assert.equal((await stripe.charges.retrieve(charge.id, { expand: ['refunds'] })).refunds.data.length, 0);
  assert.equal((await stripe.charges.update(charge.id, { description: 'Noted' })).description, 'Noted');
  assert.equal((await stripe.charges.list({ customer: customer.id })).data.length, 1);
  assert.ok((await stripe.charges.search({ query: `customer:"${customer.id}"` })).data.length === 1);
  const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 500, reason: 'requested_by_customer' });
  assert.equal((await stripe.refunds.retrieve(refund.id)).status, 'succeeded');
  assert.equal((await stripe.refunds.update(refund.id, { metadata: { a: 'b' } })).metadata.a, 'b');
  assert.equal((await stripe.refunds.list({ charge: charge.id })).data.length, 1);
  await assert.rejects(stripe.refunds.cancel(refund.id), error => error.statusCode === 400);
  await assert.rejects(stripe.refunds.create({ charge: charge.id, amount: 2001 }), error => error.param === 'amount');
  const other = await stripe.paymentIntents.create({ amount: 100, currency: 'usd' });
  assert.equal((await stripe.paymentIntents.cancel(other.id)).status, 'canceled');
  assert.ok((await stripe.paymentIntents.list({ customer: customer.id })).data.length === 1);
  assert.ok((await stripe.paymentIntents.search({ query: `metadata["order"]:"7" AND customer:"${customer.id}"` })).data.length === 1);
});

test('disputes and fraud warnings', async () => {
  const pay = token => stripe.paymentIntents.create({ amount: 900, currency: 'usd', payment_method: token, confirm: true, payment_method_types: ['card'] });
  const disputed = await pay('pm_card_createDispute');
  const [dispute] = (await stripe.disputes.list({ payment_intent: disputed.id })).data;
  assert.equal((await stripe.disputes.retrieve(dispute.id)).status, 'needs_response');
  assert.equal((await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'winning_evidence' } })).status, 'won');
  const [inquiry] = (await stripe.disputes.list({ payment_intent: (await pay('pm_card_createDisputeInquiry')).id })).data;
  assert.equal((await stripe.disputes.close(inquiry.id)).status, 'warning_closed');
  const reported = await pay('pm_card_createIssuerFraudRecord');
  const [warning] = (await stripe.radar.earlyFraudWarnings.list({ payment_intent: reported.id })).data;
  assert.equal((await stripe.radar.earlyFraudWarnings.retrieve(warning.id)).charge, reported.latest_charge);
});
