using ClientForge.Billing.Services.Customers;

namespace ClientForge.Billing.UnitTests.Customers;

public sealed class TaxIdTypesTests
{
    [Theory]
    [InlineData("DE123456789", "DE", "eu_vat")]
    [InlineData("de 123 456 789", null, "eu_vat")]
    [InlineData("EL123456789", "GR", "eu_vat")]
    [InlineData("XI123456789", "GB", "eu_vat")]
    [InlineData("GB123456789", "GB", "gb_vat")]
    [InlineData("123456789", "GB", "gb_vat")]
    [InlineData("CHE-123.456.789 MWST", "CH", "ch_vat")]
    [InlineData("123456789MVA", "NO", "no_vat")]
    [InlineData("123456789", "CA", "ca_bn")]
    [InlineData("123456789RT0002", "CA", "ca_gst_hst")]
    [InlineData("12-3456789", "US", "us_ein")]
    [InlineData("T1234567891234", "JP", "jp_trn")]
    public void TypeOf_Known_IsStripesType(string taxId, string? country, string expected) => Assert.Equal(expected, TaxIdTypes.TypeOf(taxId, country));

    [Theory]
    [InlineData("123456789", null)]
    [InlineData("123456789", "DE")]
    [InlineData("1", "US")]
    [InlineData("123456789", "AQ")]
    public void TypeOf_CannotBeTold_IsNull(string taxId, string? country) => Assert.Null(TaxIdTypes.TypeOf(taxId, country));
}
