using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.UnitTests.StripeSandbox;

public sealed class FormBodyTests
{
    [Theory]
    [InlineData("a[0][b]=1&a[1][b]=2")]
    [InlineData("a[][b]=1&a[][b]=2")]
    [InlineData("a%5B%5D%5Bb%5D=1&a[1][b]=2")]
    [InlineData("a[1][b]=2&a[0][b]=1")]
    public void Parse_ListSpellings_GiveTheSameList(string form)
    {
        var parameters = new Params(FormBody.Parse(form));
        Assert.Equal(["1", "2"], parameters.Hashes("a").Value!.Select(item => item.String("b")));
        parameters.Done();
    }

    [Fact]
    public void Parse_BareBrackets_FillOneElementUntilANameRepeats()
    {
        var items = new Params(FormBody.Parse("a[][b]=1&a[][c]=2&a[][b]=3")).Hashes("a").Value!;
        Assert.Equal(2, items.Count);
        Assert.Equal("2", items[0].String("c"));
        Assert.Equal("3", items[1].String("b"));
    }

    [Theory]
    [InlineData("True", true)]
    [InlineData("false", false)]
    public void Bool_AnyCase_IsRead(string text, bool value) => Assert.Equal(value, new Params(FormBody.Parse("x=" + text)).Bool("x"));

    [Fact]
    public void Text_Empty_IsClearedNotAbsent()
    {
        var parameters = new Params(FormBody.Parse("x="));
        Assert.True(parameters.Text("x").IsCleared);
        Assert.False(parameters.Text("y").IsGiven);
    }

    [Fact]
    public void Done_UnreadNestedName_IsSpelledWithBrackets()
    {
        var parameters = new Params(FormBody.Parse("items[0][price]=p&items[0][colour]=red"));
        parameters.Hashes("items").Value![0].String("price");
        var error = Assert.Throws<StripeError>(parameters.Done);
        Assert.Equal("items[0][colour]", error.Param);
    }

    [Fact]
    public void Range_OneTimeOrBounds_AreTheSameFilter()
    {
        Assert.True(new Params(FormBody.Parse("created=5")).Range("created")!.Holds(5));
        Assert.False(new Params(FormBody.Parse("created[gt]=5")).Range("created")!.Holds(5));
        Assert.True(new Params(FormBody.Parse("created[gte]=5&created[lt]=6")).Range("created")!.Holds(5));
    }
}
