using System.Text.Json.Serialization;
using System.Xml;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>CompositionService v1_2_3.</summary>
internal sealed class CompositionServiceJson(CompositionPolicy policy)
    : Resource(CompositionUris.Service, Type, "CompositionService", "Composition Service"), IResource
{
    public static string Type => "#CompositionService.v1_2_3.CompositionService";

    public bool ServiceEnabled => policy.ServiceEnabled;

    public Status Status => new(policy.ServiceEnabled ? "Enabled" : "Disabled", "OK");

    public bool AllowOverprovisioning => policy.AllowOverprovisioning;

    public bool AllowZoneAffinity => true;

    public string ReservationDuration => XmlConvert.ToString(policy.ReservationDuration);

    public Link ResourceBlocks => new(CompositionUris.Blocks);

    public Link ResourceZones => new(CompositionUris.Zones);

    public Link ActivePool => new(CompositionUris.ActivePool);

    public Link FreePool => new(CompositionUris.FreePool);

    public Link CompositionReservations => new(CompositionUris.Reservations);

    public CompositionActions Actions => new(new ComposeActionJson());
}

internal sealed record CompositionActions([property: JsonPropertyName("#CompositionService.Compose")] ComposeActionJson Compose);

internal sealed record ComposeActionJson
{
    [JsonPropertyName("target")]
    public string Target => CompositionUris.Compose;

    [JsonPropertyName("@Redfish.ActionInfo")]
    public string Info => CompositionUris.ComposeInfo;
}

/// <summary>PATCH of the composition service.</summary>
internal static class CompositionServicePatch
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public static Task<IResult> ApplyAsync(HttpContext context, CompositionSettings settings) => PatchRequest.ApplyAsync(
        context, CompositionServiceJsonContext.Default.CompositionServiceJson,
        reader =>
        {
            var (enabled, overprovisioning) = (reader.Flag("ServiceEnabled"), reader.Flag("AllowOverprovisioning"));
            var duration = ReadDuration(reader);
            return () =>
            {
                var now = settings.Now;
                settings.Set(new CompositionPolicy(
                    enabled ?? now.ServiceEnabled, overprovisioning ?? now.AllowOverprovisioning, duration ?? now.ReservationDuration));
                return null;
            };
        },
        () => new CompositionServiceJson(settings.Now));

    private static TimeSpan? ReadDuration(BodyReader reader)
    {
        if (reader.Text("ReservationDuration") is not { } text)
        {
            return null;
        }

        try
        {
            var duration = XmlConvert.ToTimeSpan(text);
            if (duration > TimeSpan.Zero && duration <= Longest)
            {
                return duration;
            }

            reader.Problem(RedfishMessages.PropertyValueOutOfRange(reader.Pointer("ReservationDuration"), text, "above zero, up to P30D"));
        }
        catch (FormatException)
        {
            reader.Problem(RedfishMessages.PropertyValueFormatError(reader.Pointer("ReservationDuration"), text, "a duration of ISO 8601, for example PT15M"));
        }
        catch (OverflowException)
        {
            reader.Problem(RedfishMessages.PropertyValueOutOfRange(reader.Pointer("ReservationDuration"), text, "above zero, up to P30D"));
        }

        return null;
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CompositionServiceJson))]
internal sealed partial class CompositionServiceJsonContext : JsonSerializerContext;
