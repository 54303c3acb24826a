using System.Text.Json;
using Simulator.Faces;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Reads a new subscription out of a request and notes every problem in the reader.</summary>
internal sealed class SubscriptionReader(Pod pod, RedfishSettings settings)
{
    private static readonly string[] NotSupported =
    [
        "BackupDestinations", "ExcludeMessageIds", "ExcludeRegistryPrefixes", "HeartbeatIntervalMinutes", "HttpHeaders", "IncludeOriginOfCondition",
        "MetricReportDefinitions", "OEMProtocol", "OEMSubscriptionType", "Oem", "SendHeartbeat", "SNMP", "SubordinateResources", "SyslogFilters", "VerifyCertificate",
    ];

    /// <returns>What makes the subscription under an id; null when there are problems.</returns>
    public Func<string, Subscription>? Read(BodyReader reader)
    {
        var destination = Destination(reader);
        reader.OneOf("Protocol", "Redfish");
        foreach (var missing in new[] { "Destination", "Protocol" }.Where(n => !reader.Has(n)))
        {
            reader.Problem(RedfishMessages.PropertyMissing(reader.Pointer(missing)));
        }

        reader.OneOf("SubscriptionType", "RedfishEvent");
        reader.OneOf("EventFormatType", "Event");
        var context = reader.TextOrNull("Context", out _);
        var policy = reader.OneOf<RetryPolicy>("DeliveryRetryPolicy") ?? RetryPolicy.TerminateAfterRetries;
        var filter = Filter(reader);
        foreach (var name in NotSupported)
        {
            reader.Unsupported(name);
        }

        reader.ReadOnly(["Id", "Name", "Description", "Status", "Actions", "Certificates", "ClientCertificates"]);
        reader.NothingElse();
        return reader.Problems.Count > 0 ? null : id => new Subscription(id, destination!, context, IsStream: false, filter, policy);
    }

    private EventFilter Filter(BodyReader reader)
    {
        if (reader.Has("RegistryPrefixes") && reader.Has("MessageIds"))
        {
            reader.Problem(RedfishMessages.PropertyValueConflict(reader.Pointer("MessageIds"), "RegistryPrefixes"));
        }

        return new EventFilter
        {
            EventTypes = Names(reader, "EventTypes", EventNames.Types),
            RegistryPrefixes = Names(reader, "RegistryPrefixes", EventNames.Prefixes),
            ResourceTypes = Names(reader, "ResourceTypes", EventNames.ResourceTypes),
            MessageIds = Names(reader, "MessageIds", [.. MessageRegistries.All.SelectMany(r => r.Messages.Select(m => r.IdOf(m.Key)))], EventFilter.IsKnown),
            Severities = Names(reader, "Severities", EventNames.Severities),
            OriginResources = Origins(reader),
        };
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

    private List<string> Origins(BodyReader reader)
    {
        List<string> origins = [];
        foreach (var (pointer, value) in Items(reader, "OriginResources"))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("@odata.id", out var uri) || uri.ValueKind != JsonValueKind.String)
            {
                reader.Problem(RedfishMessages.PropertyValueTypeError(pointer, value.GetRawText(), "a link, {\"@odata.id\": URI}"));
            }
            else if (IsOrigin(uri.GetString()!))
            {
                origins.Add(uri.GetString()!);
            }
            else
            {
                reader.Problem(RedfishMessages.ResourceMissingAtUri(uri.GetString()!) with { Related = [pointer] });
            }
        }

        return origins;
    }

    // Resources to which something can happen that an event tells of.
    private bool IsOrigin(string uri) =>
        pod.Systems.Keys.Any(id => SystemUris.Of(id) == uri)
        || pod.Devices.Values.Any(d => ChassisUris.Of(d) == uri)
        || pod.Nodes.Any(n => ComposedNodeUris.Of(n.Id) == uri);

    // Whoever may log in must not be able to send this machine's requests to others (request forgery).
    private string? Destination(BodyReader reader)
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
        else if (!settings.RemoteEvents && !LoopbackAddress.IsLoopback(uri))
        {
            reader.Problem(RedfishMessages.PropertyValueFormatError(pointer, text, "on loopback (127.0.0.1, [::1] or localhost)"));
        }

        return text;
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
