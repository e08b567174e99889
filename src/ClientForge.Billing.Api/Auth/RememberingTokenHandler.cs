using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ClientForge.Billing.Api.Auth;

/// <summary>
/// Remembers for a minute that a token's signature and claims were found good, so that a caller's next requests do not pay for it again.
/// Its beginning and end are looked at every time; a key that was withdrawn goes unnoticed for that minute.
/// </summary>
internal sealed class RememberingTokenHandler : JsonWebTokenHandler, IDisposable
{
    private const int MostTokens = 10_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _good = new(new MemoryCacheOptions { SizeLimit = MostTokens });

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (_good.TryGetValue(token, out TokenValidationResult? known) && known!.SecurityToken is JsonWebToken jwt
            && validationParameters.LifetimeValidator(Given(jwt.ValidFrom), Given(jwt.ValidTo), jwt, validationParameters))
            return known;
        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (result.IsValid)
            _good.Set(token, result, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Remembered, Size = 1 });
        return result;
    }

    public void Dispose() => _good.Dispose();

    private static DateTime? Given(DateTime time) => time == DateTime.MinValue ? null : time;
}
