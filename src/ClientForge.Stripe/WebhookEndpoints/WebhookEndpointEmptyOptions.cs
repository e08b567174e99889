namespace Stripe;

public class WebhookEndpointDeleteOptions : BaseOptions;

public class WebhookEndpointGetOptions : BaseOptions;

public class WebhookEndpointListOptions : ListOptions;
