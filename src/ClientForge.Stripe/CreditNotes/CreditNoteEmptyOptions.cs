namespace Stripe;

public class CreditNoteGetOptions : BaseOptions;

public class CreditNoteListLineItemsOptions : ListOptions;

public class CreditNoteVoidOptions : BaseOptions;
