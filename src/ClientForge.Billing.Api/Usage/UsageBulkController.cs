using System.Buffers;
using System.IO.Pipelines;
using ClientForge.Billing.Api.Auth;
using ClientForge.Billing.Api.Hosting;
using ClientForge.Billing.Services.Usage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ClientForge.Billing.Api.Usage;

/// <summary>Loads usage by the million: one event a line.</summary>
[ApiController]
[Route("api/v1/billing/usage/bulk")]
public sealed class UsageBulkController(UsageIngest ingest, CurrentRequest current) : ControllerBase
{
    private const int LongestLine = 16 * 1024;

    /// <summary>
    /// Takes <c>application/x-ndjson</c> of any length for the tenant that the header names. Every line is an event with a key of
    /// its own; what is answered as accepted is durable, and a load that was cut off is sent again.
    /// </summary>
    /// <response code="202">How many lines became what; the first hundred that were not taken are named by their place.</response>
    /// <response code="413">A line is longer than 16 KiB.</response>
    /// <response code="415">The body is not <c>application/x-ndjson</c>.</response>
    /// <response code="503">Overloaded, or the database is away: send it again under the same keys.</response>
    [HttpPost]
    [Authorize(Policies.UsageBulk)]
    [RequestSizeLimit(BodyLimits.UsageBulk)]
    [ProducesResponseType<UsageBulkReceipt>(StatusCodes.Status202Accepted)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status413PayloadTooLarge)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status415UnsupportedMediaType)]
    public async Task<ActionResult<UsageBulkReceipt>> Load(CancellationToken cancellationToken)
    {
        if (Request.ContentType?.Split(';')[0].Trim() is not "application/x-ndjson")
            return StatusCode(StatusCodes.Status415UnsupportedMediaType);
        var load = new UsageBulkLoad(ingest, current.TenantId);
        await ReadLinesAsync(Request.BodyReader, load, cancellationToken);
        return Accepted(await load.CompleteAsync(cancellationToken));
    }

    private static async Task ReadLinesAsync(PipeReader body, UsageBulkLoad load, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await body.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            while (TryTakeLine(ref buffer, result.IsCompleted, out var line))
                await TakeAsync(line, load, cancellationToken);
            if (buffer.Length > LongestLine)
                throw new BadHttpRequestException("A line is too long.", StatusCodes.Status413PayloadTooLarge);
            body.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
                return;
        }
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, bool isLast, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }

        line = buffer;
        if (!isLast || buffer.IsEmpty)
            return false;
        buffer = buffer.Slice(buffer.End);
        return true;
    }

    private static ValueTask TakeAsync(ReadOnlySequence<byte> line, UsageBulkLoad load, CancellationToken cancellationToken)
    {
        if (line.Length > LongestLine)
            throw new BadHttpRequestException("A line is too long.", StatusCodes.Status413PayloadTooLarge);
        if (IsBlank(line))
            return ValueTask.CompletedTask;
        var (usage, rejection) = UsageEventReader.Read(line, load.NextLine);
        if (usage is not null)
            return load.AddAsync(usage, cancellationToken);
        load.AddRejected(rejection!.Code, rejection.Detail);
        return ValueTask.CompletedTask;
    }

    private static bool IsBlank(ReadOnlySequence<byte> bytes)
    {
        foreach (var segment in bytes)
        {
            if (segment.Span.IndexOfAnyExcept(" \t\r"u8) >= 0)
                return false;
        }

        return true;
    }
}
