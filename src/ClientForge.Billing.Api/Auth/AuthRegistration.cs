using System.Text;
using ClientForge.Billing.Api.Errors;
using ClientForge.Billing.Api.OpsConsole;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace ClientForge.Billing.Api.Auth;

public static class AuthRegistration
{
    public static void AddApiAuth(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AuthOptions>().Bind(configuration.GetSection(AuthOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IOptions<AuthOptions>, TimeProvider>((jwt, auth, time) => Configure(jwt, auth.Value, time));

        var authorization = services.AddAuthorizationBuilder();
        foreach (var (policy, roles) in Policies.RolesByPolicy)
            authorization.AddPolicy(policy, builder => builder.RequireRole(roles));

        services.AddHttpContextAccessor();
        services.AddScoped<CurrentRequest>();
    }

    private static void Configure(JwtBearerOptions jwt, AuthOptions auth, TimeProvider time)
    {
        var skew = TimeSpan.FromSeconds(auth.ClockSkewSeconds);
        var isAuthority = !string.IsNullOrEmpty(auth.Authority);
        jwt.MapInboundClaims = false;
        jwt.TokenHandlers.Clear();
        jwt.TokenHandlers.Add(new RememberingTokenHandler { MapInboundClaims = false });
        jwt.IncludeErrorDetails = false;
        jwt.Authority = isAuthority ? auth.Authority : null;
        jwt.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = auth.Issuer,
            ValidAudience = auth.Audience,
            ValidAlgorithms = isAuthority ? [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256] : [SecurityAlgorithms.HmacSha256],
            IssuerSigningKey = isAuthority ? null : new SymmetricSecurityKey(Encoding.UTF8.GetBytes(auth.SigningKey!)),
            ValidTypes = ["JWT", "at+jwt"],
            NameClaimType = ClaimNames.Subject,
            RoleClaimType = ClaimNames.Role,
            RequireExpirationTime = true,
            ClockSkew = skew,
            LifetimeValidator = (notBefore, expires, _, _) => TokenRules.IsAlive(notBefore, expires, time.GetUtcNow(), skew),
        };
        jwt.Events = Events();
    }

    private static JwtBearerEvents Events() => new()
    {
        OnMessageReceived = context =>
        {
            if (ConsoleSession.IsConsole(context.Request) && context.Request.Headers.Authorization.Count == 0)
                context.Token = ConsoleSession.Token(context.Request);
            return Task.CompletedTask;
        },
        OnTokenValidated = context =>
        {
            if (!TokenRules.AreMet(context.Principal!))
                context.Fail("The token lacks a claim.");
            return Task.CompletedTask;
        },
        OnChallenge = context =>
        {
            context.HandleResponse();
            if (ConsoleSession.IsConsole(context.Request))
                return AskToSignIn(context.HttpContext);
            context.Response.Headers.WWWAuthenticate = JwtBearerDefaults.AuthenticationScheme;
            return Problems.WriteAsync(context.HttpContext, Problems.Unauthenticated());
        },
        OnForbidden = context => ConsoleSession.IsConsole(context.Request)
            ? AskToSignIn(context.HttpContext)
            : Problems.WriteAsync(context.HttpContext, Problems.Forbidden()),
    };

    // A person at a browser; a token that does not open the console is forgotten.
    private static Task AskToSignIn(HttpContext context)
    {
        var failed = ConsoleSession.Token(context.Request) is not null;
        ConsoleSession.End(context);
        context.Response.Redirect(failed ? $"{ConsoleSession.SignInPath}?failed=true" : ConsoleSession.SignInPath);
        return Task.CompletedTask;
    }
}
