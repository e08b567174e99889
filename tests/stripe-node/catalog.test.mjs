import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripe } from './sandbox.mjs';

test('products', async () => {
  const product = await stripe.products.create({ name: 'Team', metadata: { tier: 'gold' }, default_price_data: { currency: 'usd', unit_amount: 900, recurring: { interval: 'month' } } });
  assert.equal(typeof product.default_price, 'string');
  assert.equal((await stripe.products.retrieve(product.id, { expand: ['default_price'] })).default_price.unit_amount, 900);
  assert.equal((await stripe.products.update(product.id, { description: 'For teams', metadata: { tier: '' } })).metadata.tier, undefined);
  assert.ok((await stripe.products.list({ active: true, limit: 3 })).data.length > 0);
  assert.equal((await stripe.products.search({ query: `name:"Team" AND active:"true"` })).data[0].id, product.id);
  await assert.rejects(stripe.products.del(product.id), error => error.type === 'StripeInvalidRequestError');
  const bare = await stripe.products.create({ name: 'Bare', id: `bare-${product.id}` });
  assert.equal((await stripe.products.del(bare.id)).deleted, true);
  await assert.rejects(stripe.products.retrieve(bare.id), error => error.statusCode === 404);
});

test('prices', async () => {
  const product = await stripe.products.create({ name: 'Priced' });
  const tiered = await stripe.prices.create({
    product: product.id, currency: 'usd', billing_scheme: 'tiered', tiers_mode: 'graduated', recurring: { interval: 'month' },
    tiers: [{ up_to: 10, unit_amount: 100 }, { up_to: 'inf', unit_amount_decimal: '50.5' }],
  });
  assert.equal(tiered.tiers, undefined);
  const tiers = (await stripe.prices.retrieve(tiered.id, { expand: ['tiers'] })).tiers;
  // This client hands decimal texts on as it was told to by its own version.
  assert.deepEqual(tiers.map(tier => [tier.up_to, String(tier.unit_amount_decimal)]), [[10, '100'], [null, '50.5']]);
  const keyed = await stripe.prices.create({ product: product.id, currency: 'eur', unit_amount: 5, lookup_key: `key-${product.id}` });
  await assert.rejects(stripe.prices.create({ product: product.id, currency: 'eur', unit_amount: 6, lookup_key: keyed.lookup_key }));
  const taken = await stripe.prices.create({ product: product.id, currency: 'eur', unit_amount: 6, lookup_key: keyed.lookup_key, transfer_lookup_key: true });
  assert.deepEqual((await stripe.prices.list({ lookup_keys: [keyed.lookup_key] })).data.map(price => price.id), [taken.id]);
  assert.equal((await stripe.prices.update(taken.id, { active: false, nickname: 'Old' })).active, false);
  assert.equal((await stripe.prices.search({ query: `product:"${product.id}"` })).data.length, 3);
});

test('coupons and promotion codes', async () => {
  const coupon = await stripe.coupons.create({ percent_off: 25, duration: 'repeating', duration_in_months: 3, max_redemptions: 1 });
  assert.equal((await stripe.coupons.retrieve(coupon.id)).valid, true);
  assert.equal((await stripe.coupons.update(coupon.id, { name: 'Spring' })).name, 'Spring');
  assert.ok((await stripe.coupons.list({ limit: 1 })).data.length === 1);
  const code = await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code: `SPRING${Date.now()}` });
  assert.equal((await stripe.promotionCodes.retrieve(code.id, { expand: ['promotion.coupon'] })).promotion.coupon.percent_off, 25);
  assert.equal((await stripe.promotionCodes.list({ code: code.code.toLowerCase() })).data[0].id, code.id);
  assert.equal((await stripe.promotionCodes.update(code.id, { active: false })).active, false);
  assert.equal((await stripe.coupons.del(coupon.id)).deleted, true);
});

test('tax rates, calculations and settings', async () => {
  const rate = await stripe.taxRates.create({ display_name: 'VAT', percentage: 19, inclusive: false, country: 'DE' });
  assert.equal((await stripe.taxRates.retrieve(rate.id)).percentage, 19);
  assert.equal((await stripe.taxRates.update(rate.id, { active: false })).active, false);
  assert.ok((await stripe.taxRates.list({ active: false })).data.some(found => found.id === rate.id));
  const calculation = await stripe.tax.calculations.create({
    currency: 'eur', customer_details: { address: { country: 'FR' }, address_source: 'billing' }, line_items: [{ amount: 1000, reference: 'a' }],
  });
  assert.equal(calculation.tax_amount_exclusive, 200);
  assert.equal((await stripe.tax.calculations.listLineItems(calculation.id)).data[0].amount_tax, 200);
  const sale = await stripe.tax.transactions.createFromCalculation({ calculation: calculation.id, reference: calculation.id });
  const back = await stripe.tax.transactions.createReversal({ mode: 'full', original_transaction: sale.id, reference: `${sale.id}-back` });
  assert.equal((await stripe.tax.transactions.listLineItems(back.id)).data[0].amount, -1000);
  assert.equal((await stripe.tax.transactions.retrieve(back.id)).reversal.original_transaction, sale.id);
  assert.equal((await stripe.tax.settings.retrieve()).status, 'active');
});

test('features and what they entitle to', async () => {
  const key = `reports-${Date.now()}`;
  const feature = await stripe.entitlements.features.create({ name: 'Reports', lookup_key: key });
  assert.equal((await stripe.entitlements.features.retrieve(feature.id)).lookup_key, key);
  assert.equal((await stripe.entitlements.features.update(feature.id, { name: 'All reports' })).name, 'All reports');
  assert.equal((await stripe.entitlements.features.list({ lookup_key: key })).data.length, 1);
  const product = await stripe.products.create({ name: 'Featured' });
  const link = await stripe.products.createFeature(product.id, { entitlement_feature: feature.id });
  assert.equal((await stripe.products.retrieveFeature(product.id, link.id)).entitlement_feature.id, feature.id);
  assert.equal((await stripe.products.listFeatures(product.id)).data.length, 1);
  const price = await stripe.prices.create({ product: product.id, currency: 'usd', unit_amount: 0, recurring: { interval: 'month' } });
  const customer = await stripe.customers.create();
  await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
  const [active] = (await stripe.entitlements.activeEntitlements.list({ customer: customer.id })).data;
  assert.equal((await stripe.entitlements.activeEntitlements.retrieve(active.id, { expand: ['feature'] })).feature.id, feature.id);
  assert.equal((await stripe.products.deleteFeature(product.id, link.id)).deleted, true);
  assert.equal((await stripe.entitlements.activeEntitlements.list({ customer: customer.id })).data.length, 0);
});
