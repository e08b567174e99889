using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace ClientForge.Billing.Api.Observability;

/// <summary>Where log lines go.</summary>
public sealed record LogOutput(TextWriter Writer);

/// <summary>
/// Writes one JSON line an event. The whole line is scrubbed last of all, so that no property, template or exception carries
/// a secret past it.
/// </summary>
internal sealed class ScrubbedLineSink(LogOutput output) : ILogEventSink
{
    private readonly RenderedCompactJsonFormatter _formatter = new();
    private readonly Lock _gate = new();

    public void Emit(LogEvent logEvent)
    {
        using var line = new StringWriter();
        _formatter.Format(logEvent, line);
        var text = Redactor.Scrub(line.ToString());
        lock (_gate)
            output.Writer.Write(text);
    }
}
