using System.Text.Json;
using Simulator.Faces;

namespace Simulator.Redfish;

/// <summary>Reads a new subscription out of a request and notes every problem in the reader.</summary>
/// <param name="resourceTypes">What events can be about.</param>
/// <param name="exists">Whether the asker could read a resource at that URI.</param>
internal sealed class SubscriptionReader(RedfishSettings settings, IReadOnlyList<string> resourceTypes, Func<string, bool> exists)
{
    private const int DefaultHeartbeatMinutes = 60;
    private const int MostHeartbeatMinutes = 65_535;

    private static readonly string[] NotSupported =
    [
        "BackupDestinations", "IncludeOriginOfCondition", "OEMProtocol", "OEMSubscriptionType", "Oem", "SNMP", "SyslogFilters",
    ];

    // What chooses among events, and says nothing of metric reports.
    private static readonly string[] OfEvents =
    [
        "EventTypes", "RegistryPrefixes", "ExcludeRegistryPrefixes", "ResourceTypes", "MessageIds", "ExcludeMessageIds", "Severities", "OriginResources",
        "SubordinateResources",
    ];

    private static readonly string[] MessageIds = [.. MessageRegistries.All.SelectMany(r => r.Messages.Select(m => r.IdOf(m.Key)))];

    /// <returns>What makes the subscription under an id; null when there are problems.</returns>
    public Func<string, Subscription>? Read(BodyReader reader, string? owner)
    {
        var destination = Destination(reader);
        reader.OneOf("Protocol", "Redfish");
        foreach (var missing in new[] { "Destination", "Protocol" }.Where(n => !reader.Has(n)))
        {
            reader.Problem(RedfishMessages.PropertyMissing(reader.Pointer(missing)));
        }

        reader.OneOf("SubscriptionType", "RedfishEvent");
        var context = reader.TextOrNull("Context", out _);
        var called = reader.Text("Name");
        var policy = reader.OneOf<RetryPolicy>("DeliveryRetryPolicy") ?? RetryPolicy.TerminateAfterRetries;
        var filter = Filter(reader);
        var (headers, verify, heartbeat) = (EventHeaders.Read(reader), reader.Flag("VerifyCertificate"), Heartbeat(reader));
        foreach (var name in NotSupported)
        {
            reader.Unsupported(name);
        }

        reader.ReadOnly(["Id", "Description", "Status", "Actions", "Certificates", "ClientCertificates"]);
        reader.NothingElse();
        return reader.Problems.Count > 0 ? null : id => new Subscription(id, destination!.OriginalString, context, IsStream: false, filter, policy)
        {
            Delivery = MayGoTo(destination!, settings) ? DeliveryState.Delivering : DeliveryState.NotAllowed,
            Name = called, Owner = owner, HttpHeaders = headers ?? [], VerifyCertificate = verify ?? false, HeartbeatMinutes = heartbeat,
        };
    }

    /// <summary>
    /// Whoever may log in must not be able to send this machine's requests to others (request forgery): the subscription is taken
    /// and shows that nothing will come of it.
    /// </summary>
    public static bool MayGoTo(Uri destination, RedfishSettings settings) => settings.RemoteEvents || LoopbackAddress.IsLoopback(destination);

    private EventFilter Filter(BodyReader reader)
    {
        if (reader.Has("RegistryPrefixes") && reader.Has("MessageIds"))
        {
            reader.Problem(RedfishMessages.PropertyValueConflict(reader.Pointer("MessageIds"), "RegistryPrefixes"));
        }

        var wantsReports = reader.OneOf("EventFormatType", EventNames.Formats) == EventNames.MetricReport;
        foreach (var name in wantsReports ? OfEvents.Where(reader.Has) : new[] { "MetricReportDefinitions" }.Where(reader.Has))
        {
            reader.Problem(RedfishMessages.PropertyValueConflict(reader.Pointer(name), "EventFormatType"));
        }

        var filter = new EventFilter
        {
            WantsReports = wantsReports,
            ReportDefinitions = Links(reader, "MetricReportDefinitions", path => path.StartsWith(TelemetryUris.ReportDefinitions + '/', StringComparison.Ordinal) && exists(path)),
            EventTypes = Names(reader, "EventTypes", EventNames.Types),
            RegistryPrefixes = Names(reader, "RegistryPrefixes", EventNames.Prefixes),
            ExcludeRegistryPrefixes = Names(reader, "ExcludeRegistryPrefixes", EventNames.Prefixes),
            ResourceTypes = Names(reader, "ResourceTypes", resourceTypes),
            MessageIds = Names(reader, "MessageIds", MessageIds, EventFilter.IsKnown),
            ExcludeMessageIds = Names(reader, "ExcludeMessageIds", MessageIds, EventFilter.IsKnown),
            Severities = Names(reader, "Severities", EventNames.Severities),
            OriginResources = Links(reader, "OriginResources", exists),
            SubordinateResources = reader.Flag("SubordinateResources"),
        };

        // Who wants a thing and excludes it as well has made a mistake that silence would hide.
        Conflict("ExcludeRegistryPrefixes", "RegistryPrefixes", filter.RegistryPrefixes.Intersect(filter.ExcludeRegistryPrefixes).Any());
        Conflict("ExcludeMessageIds", "MessageIds", filter.MessageIds.Any(id => filter.ExcludeMessageIds.Any(excluded => EventFilter.IsSame(id, excluded))));
        return filter;

        void Conflict(string excluded, string wanted, bool isSo)
        {
            if (isSo)
            {
                reader.Problem(RedfishMessages.PropertyValueConflict(reader.Pointer(excluded), wanted));
            }
        }
    }

    private static int? Heartbeat(BodyReader reader)
    {
        var isWanted = reader.Flag("SendHeartbeat") == true;
        var minutes = AccountValues.Number(reader, "HeartbeatIntervalMinutes", 1, MostHeartbeatMinutes);
        if (reader.Has("HeartbeatIntervalMinutes") && !reader.Has("SendHeartbeat"))
        {
            reader.Problem(RedfishMessages.PropertyMissing(reader.Pointer("SendHeartbeat")));
        }

        return isWanted ? minutes ?? DefaultHeartbeatMinutes : null;
    }

    private static List<string> Names(BodyReader reader, string name, IReadOnlyCollection<string> allowed, Func<string, bool>? isAllowed = null)
    {
        List<string> names = [];
        foreach (var (pointer, value) in Items(reader, name))
        {
            if (value.ValueKind != JsonValueKind.String)
            {
                reader.Problem(RedfishMessages.PropertyValueTypeError(pointer, value.GetRawText(), "a string"));
            }
            else if (value.GetString() is var text && (isAllowed?.Invoke(text!) ?? allowed.Contains(text!)))
            {
                names.Add(text!);
            }
            else
            {
                reader.Problem(RedfishMessages.PropertyValueNotInList(pointer, value.GetString()!, allowed));
            }
        }

        return names;
    }

    private static List<string> Links(BodyReader reader, string name, Func<string, bool> fits)
    {
        List<string> links = [];
        foreach (var (pointer, value) in Items(reader, name))
        {
            if (SentLinks.UriOf(value) is not { } uri)
            {
                reader.Problem(RedfishMessages.PropertyValueTypeError(pointer, value.GetRawText(), SentLinks.Form));
            }
            else if (uri is ['/', ..] && fits(uri))
            {
                links.Add(uri);
            }
            else
            {
                reader.Problem(RedfishMessages.ResourceMissingAtUri(uri) with { Related = [pointer] });
            }
        }

        return links;
    }

    private static Uri? Destination(BodyReader reader)
    {
        if (reader.Text("Destination") is not { } text)
        {
            return null;
        }

        var pointer = reader.Pointer("Destination");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
        {
            reader.Problem(RedfishMessages.PropertyValueFormatError(pointer, text, "an http or https URL"));
        }
        else if (uri.UserInfo.Length > 0)
        {
            reader.Problem(RedfishMessages.PropertyValueFormatError(pointer, "(hidden)", "a URL without user and password"));
        }

        return uri;
    }

    private static IEnumerable<(string Pointer, JsonElement Value)> Items(BodyReader reader, string name)
    {
        if (reader.Find(name) is not { } list)
        {
            return [];
        }

        if (list.ValueKind == JsonValueKind.Array)
        {
            return list.EnumerateArray().Select((value, i) => ($"{reader.Pointer(name)}/{i}", value));
        }

        reader.Problem(RedfishMessages.PropertyValueTypeError(reader.Pointer(name), list.GetRawText(), "an array"));
        return [];
    }
}
