using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Customers;

/// <summary>Reads addresses and shipping hashes.</summary>
internal static class AddressParams
{
    /// <summary>The address under <paramref name="name"/> merged leaf by leaf over <paramref name="current"/>; null once cleared.</summary>
    public static Address? Address(this Params parameters, string name, Address? current = null)
    {
        if (parameters.IsCleared(name))
            return null;
        if (parameters.Hash(name) is not { } hash)
            return current;
        current ??= new Address();
        return current with
        {
            City = hash.Text("city").Or(current.City),
            Country = Country(hash).Or(current.Country),
            Line1 = hash.Text("line1").Or(current.Line1),
            Line2 = hash.Text("line2").Or(current.Line2),
            PostalCode = hash.Text("postal_code").Or(current.PostalCode),
            State = hash.Text("state").Or(current.State),
        };
    }

    /// <summary>The shipping hash; it needs a name and an address.</summary>
    public static Shipping? Shipping(this Params parameters, Shipping? current = null)
    {
        if (parameters.IsCleared("shipping"))
            return null;
        if (parameters.Hash("shipping") is not { } hash)
            return current;
        var address = hash.Address("address", current?.Address) ?? throw Errors.Missing(hash.Path("address"));
        var name = hash.Text("name").Or(current?.Name) ?? throw Errors.Missing(hash.Path("name"));
        return new Shipping(address, name, hash.Text("phone").Or(current?.Phone));
    }

    private static Given<string> Country(Params hash)
    {
        var country = hash.Text("country");
        return country.Value is null || (country.Value.Length == 2 && country.Value.All(char.IsAsciiLetter))
            ? country
            : throw Errors.Parameter($"Country '{country.Value}' is unknown. Try using a 2-character alphanumeric country code instead.", hash.Path("country"), "country_code_invalid");
    }
}
