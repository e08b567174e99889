import Stripe from 'stripe';

export const url = new URL(process.env.STRIPE_SANDBOX_URL ?? 'http://127.0.0.1:12111');

export const stripe = new Stripe('sk_test_conformance', {
  apiVersion: '2026-07-29.dahlia',
  host: url.hostname,
  port: url.port,
  protocol: 'http',
  maxNetworkRetries: 0,
});

/** Calls a control of the sandbox. */
export async function control(method, path, body) {
  const response = await fetch(new URL('/_sandbox' + path, url), { method, body: body && JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

export async function customerWithCard(token = 'pm_card_visa') {
  const customer = await stripe.customers.create({ email: 'ann@example.com', metadata: { tenant: 't1' } });
  const method = await stripe.paymentMethods.attach(token, { customer: customer.id });
  return stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } });
}

export async function monthlyPrice(amount = 2000) {
  const product = await stripe.products.create({ name: 'Professional' });
  return stripe.prices.create({ product: product.id, currency: 'usd', unit_amount: amount, recurring: { interval: 'month' } });
}
