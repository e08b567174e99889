using System.Globalization;
using ClientForge.Billing.StripeSandbox.Customers;
using ClientForge.Billing.StripeSandbox.Http;
using ClientForge.Billing.StripeSandbox.Store;
using ClientForge.Billing.StripeSandbox.Wire;

namespace ClientForge.Billing.StripeSandbox.Billing;

/// <summary><c>/v1/billing/meter_events</c> and their adjustments.</summary>
internal static class MeterEventEndpoints
{
    private const long OldestEvent = 35 * 86_400;
    private const long NewestEvent = 300;
    private const long UniqueFor = 24 * 3600;
    private const int MaxPlaces = 12;

    public static object Create(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var name = asked.RequiredString("event_name", 100);
        var payload = asked.Map("payload") ?? throw Errors.Missing("payload");
        var identifier = asked.String("identifier", 100) ?? Ids.Random(32);
        var timestamp = asked.Timestamp("timestamp");
        asked.Done();
        var meter = Active(work, name);
        var customer = CustomerOf(work, meter, payload);
        var now = work.NowOn(customer.TestClock);
        RequireInWindow(timestamp ?? now, now);
        RequireNew(work, identifier, now);
        var taken = work.Save(new MeterEvent
        {
            Id = Ids.New("mtrevt"),
            Created = now,
            Customer = customer.Id,
            EventName = name,
            Identifier = identifier,
            Meter = meter.Id,
            Payload = payload,
            Sequence = work.Table<MeterEvent>().Count,
            Timestamp = timestamp ?? now,
            Value = ValueOf(meter, payload),
        });
        return MeterEventAnswer.Of(taken);
    }

    /// <summary>Takes an event back that was received within the last 24 hours.</summary>
    public static object Adjust(ApiRequest request)
    {
        var (work, asked) = (request.Work, request.Params);
        var name = asked.RequiredString("event_name", 100);
        var type = asked.Word("type", "cancel") ?? throw Errors.Missing("type");
        var cancel = asked.Hash("cancel") ?? throw Errors.Missing("cancel");
        var identifier = cancel.RequiredString("identifier", 100);
        asked.Done();
        var found = work.Table<MeterEvent>().Where(MeterEvent.IdentifierIndex, identifier).FirstOrDefault(usage => usage.EventName == name)
            ?? throw Errors.NoSuchInBody("meter event", identifier, "cancel[identifier]");
        var now = work.NowOn(work.Get<Customer>(found.Customer).TestClock);
        if (now - found.Created > UniqueFor)
            throw Errors.Invalid("Events can only be canceled within 24 hours of when they were received.", "cancel[identifier]");
        work.Save(found with { Canceled = true });
        return new MeterEventAdjustment(new(identifier), name, type);
    }

    private static Meter Active(UnitOfWork work, string name)
    {
        var meters = work.Table<Meter>().Where(Meter.ActiveNameIndex, name);
        return meters.Count > 0
            ? meters[0]
            : throw Errors.Invalid($"No active meter found for the event_name '{name}'.", "event_name", "no_meter");
    }

    private static Customer CustomerOf(UnitOfWork work, Meter meter, IReadOnlyDictionary<string, string> payload)
    {
        var key = meter.CustomerMapping.EventPayloadKey;
        if (!payload.TryGetValue(key, out var id))
            throw Errors.Invalid($"The payload has no customer under '{key}'.", $"payload[{key}]", "meter_event_no_customer_defined");
        return work.Find<Customer>(id) is { IsDeleted: false } customer
            ? customer
            : throw Errors.Invalid($"No such customer: '{id}'", $"payload[{key}]", "resource_missing");
    }

    private static void RequireInWindow(long timestamp, long now)
    {
        if (timestamp < now - OldestEvent)
        {
            throw Errors.Invalid(
                "The timestamp must be within the past 35 calendar days.", "timestamp", "timestamp_too_far_in_past");
        }
        if (timestamp > now + NewestEvent)
            throw Errors.Invalid("The timestamp must be no more than 5 minutes in the future.", "timestamp", "timestamp_in_future");
    }

    private static void RequireNew(UnitOfWork work, string identifier, long now)
    {
        if (work.Table<MeterEvent>().Where(MeterEvent.IdentifierIndex, identifier).Any(usage => now - usage.Created < UniqueFor))
        {
            throw new StripeError(400, $"An event already exists with identifier {identifier}.")
            {
                Code = "duplicate_meter_event",
                Param = "identifier",
                ShouldRetry = false,
            };
        }
    }

    /// <summary>The number counted: none is needed where events are only counted.</summary>
    private static decimal ValueOf(Meter meter, IReadOnlyDictionary<string, string> payload)
    {
        var key = meter.ValueSettings.EventPayloadKey;
        if (!payload.TryGetValue(key, out var text))
        {
            return meter.DefaultAggregation.Formula == "count"
                ? 1
                : throw Errors.Invalid($"The payload has no value under '{key}'.", $"payload[{key}]", "meter_event_value_not_found");
        }
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var value) && value.Scale <= MaxPlaces
            ? value
            : throw Errors.Invalid($"The payload value '{text}' is not a number.", $"payload[{key}]", "meter_event_invalid_value");
    }
}

/// <summary>A meter event as Stripe answers it: without an id.</summary>
internal sealed record MeterEventAnswer(long Created, string EventName, string Identifier, IReadOnlyDictionary<string, string> Payload, long Timestamp)
{
    public string Object { get; } = "billing.meter_event";

    public bool Livemode { get; }

    public static MeterEventAnswer Of(MeterEvent taken) =>
        new(taken.Created, taken.EventName, taken.Identifier, taken.Payload, taken.Timestamp);
}

internal sealed record MeterEventAdjustment(MeterEventCancel Cancel, string EventName, string Type)
{
    public string Object { get; } = "billing.meter_event_adjustment";

    public bool Livemode { get; }

    public string Status { get; } = "complete";
}

internal sealed record MeterEventCancel(string Identifier);
