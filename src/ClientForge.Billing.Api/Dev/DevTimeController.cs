using ClientForge.Billing.Data.Jobs;
using ClientForge.Billing.Services.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Dev;

/// <summary>The one clock of engine and sandbox. In Development only.</summary>
[ApiController]
[AllowAnonymous]
[DevelopmentOnly]
[Route("dev/time")]
public sealed class DevTimeController(TimeAdvance advance, EngineClock clock, SessionLocks locks) : ControllerBase
{
    private const int MaxYears = 10;

    /// <summary>Where the clock stands. It ticks with real time and never goes back.</summary>
    [HttpGet]
    [ProducesResponseType<DevTimeResponse>(StatusCodes.Status200OK)]
    public ActionResult<DevTimeResponse> Get(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new DevTimeResponse(clock.GetUtcNow());
    }

    /// <summary>Advances the clock, and answers when every job and webhook due on the way has run, in order.</summary>
    /// <response code="200">Where the clock stands now.</response>
    /// <response code="409"><c>advance_in_progress</c>: somebody else is advancing it.</response>
    /// <response code="422">The time lies before now or more than ten years ahead.</response>
    [HttpPost("advance")]
    [ProducesResponseType<DevTimeResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status409Conflict)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<ActionResult<DevTimeResponse>> AdvanceAsync(DevAdvanceRequest request, CancellationToken cancellationToken)
    {
        await using var held = await locks.TryTakeAsync(SessionLock.DevClock, cancellationToken)
            ?? throw BillingException.Conflict("advance_in_progress", "The clock is being advanced by another request.");
        var now = await advance.NowAsync(cancellationToken);
        var target = request.To ?? now.AddSeconds(request.Seconds!.Value);
        if (target < now || target > now.AddYears(MaxYears))
            throw BillingException.Invalid("time_out_of_range", request.To is null ? "seconds" : "to", $"The clock never goes back, nor more than {MaxYears} years ahead at once.");
        return new DevTimeResponse(await advance.AdvanceAsync(target, cancellationToken));
    }
}
