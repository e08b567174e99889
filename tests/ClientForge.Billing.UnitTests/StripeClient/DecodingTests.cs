using System.Text.Json;
using Stripe;

namespace ClientForge.Billing.UnitTests.StripeNet;

/// <summary>What Stripe's JSON becomes, and what is refused.</summary>
public sealed class DecodingTests
{
    [Fact]
    public void FromJson_Customer_ReadsEachKindOfMember()
    {
        var customer = Customer.FromJson("""
            {"id":"cus_1","object":"customer","address":{"line1":"1 Main St","postal_code":"10115"},"balance":-1500,"created":1768478400,
             "delinquent":null,"invoice_settings":{"default_payment_method":"pm_1"},"livemode":false,"metadata":{"tenant":"t1"},
             "preferred_locales":["de"],"a_field_of_tomorrow":{"x":[1]}}
            """);

        Assert.Equal("cus_1", customer.Id);
        Assert.Equal("10115", customer.Address.PostalCode);
        Assert.Equal(-1500, customer.Balance);
        Assert.Equal(new DateTime(2026, 1, 15, 12, 0, 0, DateTimeKind.Utc), customer.Created);
        Assert.Equal(DateTimeKind.Utc, customer.Created.Kind);
        Assert.Null(customer.Delinquent);
        Assert.Equal("t1", customer.Metadata["tenant"]);
        Assert.Equal(["de"], customer.PreferredLocales);
        Assert.Equal("pm_1", customer.InvoiceSettings.DefaultPaymentMethodId);
        Assert.Null(customer.InvoiceSettings.DefaultPaymentMethod);
    }

    [Fact]
    public void FromJson_WithoutMembers_KeepsDefaults()
    {
        var customer = Customer.FromJson("""{"id":"cus_1","object":"customer","deleted":true}""");

        Assert.True(customer.Deleted);
        Assert.Equal(DateTime.UnixEpoch, customer.Created);
        Assert.Equal(0, customer.Balance);
        Assert.Null(customer.Metadata);
    }

    [Fact]
    public void FromJson_ExpandedField_GivesObjectAndId()
    {
        var subscription = Subscription.FromJson("""{"id":"sub_1","customer":{"id":"cus_1","object":"customer","name":"n"},"latest_invoice":null}""");

        Assert.Equal("cus_1", subscription.CustomerId);
        Assert.Equal("n", subscription.Customer.Name);
        Assert.Null(subscription.LatestInvoiceId);
        Assert.Null(subscription.LatestInvoice);
    }

    [Fact]
    public void FromJson_ListOfExpandables_KeepsItsPlaces()
    {
        var subscription = Subscription.FromJson("""{"id":"sub_1","discounts":["di_1",{"id":"di_2","object":"discount","source":{"type":"coupon","coupon":"HALF"}}]}""");

        Assert.Equal(["di_1", "di_2"], subscription.DiscountIds);
        Assert.Null(subscription.Discounts[0]);
        Assert.Equal("HALF", subscription.Discounts[1].Source.CouponId);
    }

    [Fact]
    public void ExpandedObject_Assigned_BringsItsId() =>
        Assert.Equal("cus_2", new Subscription { Customer = new Customer { Id = "cus_2" } }.CustomerId);

    [Fact]
    public void FromJson_List_IsEnumerable()
    {
        var list = StripeList<SubscriptionItem>.FromJson("""{"object":"list","data":[{"id":"si_1","current_period_end":1768478400},{"id":"si_2"}],"has_more":true,"url":"/v1/subscription_items"}""");

        Assert.True(list.HasMore);
        Assert.Equal("/v1/subscription_items", list.Url);
        Assert.Equal(["si_1", "si_2"], list.Select(item => item.Id));
        Assert.Equal(1768478400, new DateTimeOffset(list.Data[0].CurrentPeriodEnd).ToUnixTimeSeconds());
    }

    [Fact]
    public void RawJsonElement_OfANestedObject_IsItsJson()
    {
        var customer = Customer.FromJson("""{"id":"cus_1","invoice_settings":{"footer":"x","planet":"Mars"}}""");

        Assert.Equal("Mars", customer.InvoiceSettings.RawJsonElement!.Value.GetProperty("planet").GetString());
    }

    [Theory]
    [InlineData("1.25")]
    [InlineData("\"1.25\"")]
    public void FromJson_ExactAmount_IsReadAsTextOrNumber(string value) =>
        Assert.Equal(1.25m, Price.FromJson($$"""{"id":"price_1","unit_amount_decimal":{{value}}}""").UnitAmountDecimal);

    [Theory]
    [InlineData("1768478400", "2026-01-15T12:00:00.000")]
    [InlineData("\"1768478400\"", "2026-01-15T12:00:00.000")]
    [InlineData("1768478400123", "2026-01-15T12:00:00.123")]
    public void FromJson_Time_IsSecondsOrMilliseconds(string value, string expected) =>
        Assert.Equal(expected, Customer.FromJson($$"""{"created":{{value}}}""").Created.ToString("yyyy-MM-dd'T'HH:mm:ss.fff"));

    [Theory]
    [InlineData("""{"created":null}""")]
    [InlineData("""{"created":1.5}""")]
    [InlineData("""{"created":-1}""")]
    [InlineData("""{"balance":null}""")]
    [InlineData("""{"balance":5.0}""")]
    [InlineData("""{"balance":"5"}""")]
    [InlineData("""{"livemode":null}""")]
    [InlineData("""{"livemode":"true"}""")]
    [InlineData("""{"name":5}""")]
    [InlineData("""{"metadata":{"k":5}}""")]
    [InlineData("""{"metadata":[]}""")]
    [InlineData("""{"preferred_locales":"de"}""")]
    [InlineData("""{"address":"x"}""")]
    [InlineData("""{"name":"x",}""")]
    [InlineData("""["cus_1"]""")]
    [InlineData("")]
    public void FromJson_OfAnotherShape_IsRefused(string json) =>
        Assert.ThrowsAny<JsonException>(() => Customer.FromJson(json));

    [Fact]
    public void FromJson_PercentageAsText_IsRefused() =>
        Assert.ThrowsAny<JsonException>(() => Coupon.FromJson("""{"percent_off":"12.5"}"""));

    [Theory]
    [InlineData("""{"Name":"x"}""", null)]
    [InlineData("""{"name":"x","name":"y"}""", "y")]
    public void FromJson_MemberNames_AreCaseSensitiveAndTheLastWins(string json, string? expected) =>
        Assert.Equal(expected, Customer.FromJson(json).Name);

    [Theory]
    [InlineData("""{"object":"invoice","id":"in_1"}""", typeof(Invoice))]
    [InlineData("""{"object":"billing.meter","id":"mtr_1"}""", typeof(Stripe.Billing.Meter))]
    [InlineData("""{"object":"no.such.thing","id":"x_1"}""", null)]
    [InlineData("""{"id":"x_1"}""", null)]
    public void FromJson_AnyObject_IsReadByItsName(string json, Type? expected) =>
        Assert.Equal(expected, StripeEntity.FromJson(json)?.GetType());

    [Fact]
    public void ToJson_ReadAgain_IsTheSameObject()
    {
        var before = Subscription.FromJson("""{"id":"sub_1","object":"subscription","created":1768478400,"customer":"cus_1","metadata":{"k":"v"},"items":{"object":"list","data":[{"id":"si_1","quantity":3}]}}""");

        var after = Subscription.FromJson(before.ToJson());

        Assert.Equal((before.Id, before.Created, before.CustomerId), (after.Id, after.Created, after.CustomerId));
        Assert.Equal("v", after.Metadata["k"]);
        Assert.Equal(3, after.Items.Single().Quantity);
    }
}
