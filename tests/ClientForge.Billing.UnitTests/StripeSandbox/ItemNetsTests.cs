using ClientForge.Billing.StripeSandbox.Rules;

namespace ClientForge.Billing.UnitTests.StripeSandbox;

public sealed class ItemNetsTests
{
    private static readonly PricedItem[] Items = [new(1000, "prod_a", []), new(2000, "prod_b", [])];

    [Fact]
    public void Of_AmountOff_IsSharedInFlexibleBilling() =>
        Assert.Equal([834, 1666], ItemNets.Of(Items, [new() { AmountOff = 500 }], flexible: true));

    [Fact]
    public void Of_AmountOff_IsChargedWhollyAgainstEachItemInClassicBilling() =>
        Assert.Equal([500, 1500], ItemNets.Of(Items, [new() { AmountOff = 500 }], flexible: false));

    [Fact]
    public void Of_ItemDiscount_ComesBeforeTheSubscriptions()
    {
        PricedItem[] items = [new(1000, "prod_a", [new() { AmountOff = 200 }]), new(2000, "prod_b", [])];

        Assert.Equal([400, 1000], ItemNets.Of(items, [new() { PercentOff = 50 }], flexible: true));
    }
}
