namespace Stripe;

public class CustomerTaxIdDeleteOptions : BaseOptions;

public class CustomerTaxIdGetOptions : BaseOptions;

public class CustomerTaxIdListOptions : ListOptions;
