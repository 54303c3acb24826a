using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>ManagerNetworkProtocol v1_12_0 of the pod manager: what this service really serves, and the switch of SSDP.</summary>
internal static class PodNetworkProtocolRoutes
{
    public const string Uri = ManagerUris.PodManager + "/NetworkProtocol";

    private static readonly string[] ReadOnlyProperties = ["Id", "Name", "Description", "HostName", "HTTP", "HTTPS", "Status"];
    private static readonly string[] ReadOnlySsdp = ["Port", "NotifyMulticastIntervalSeconds"];

    public static RedfishRoutes MapPodNetworkProtocol(this RedfishRoutes routes, WebApplication app, Pod pod, RedfishSettings settings) => routes
        .Resource(
            Uri, PodNetworkProtocolJsonContext.Default.PodNetworkProtocolJson, _ => Show(app, pod, settings),
            patch: context => PatchAsync(context, app, pod, settings));

    private static PodNetworkProtocolJson Show(WebApplication app, Pod pod, RedfishSettings settings)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a)).ToList();
        return new PodNetworkProtocolJson(
            pod, Port(System.Uri.UriSchemeHttp), Port(System.Uri.UriSchemeHttps), new SsdpJson(settings.Ssdp?.IsOn ?? false, settings.Ssdp?.Port));

        int? Port(string scheme) => addresses.Find(a => a.Scheme == scheme)?.Port;
    }

    private static async Task<IResult> PatchAsync(HttpContext context, WebApplication app, Pod pod, RedfishSettings settings)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        bool? isWanted = null;
        if (reader.Object("SSDP") is { } ssdp)
        {
            isWanted = ssdp.Flag("ProtocolEnabled");
            if (isWanted == true && settings.Ssdp is null)
            {
                ssdp.Problem(RedfishMessages.PropertyValueExternalConflict(
                    ssdp.Pointer("ProtocolEnabled"), "true", "Start the simulator with --ssdp and the address of an interface."));
            }

            ssdp.ReadOnly(ReadOnlySsdp);
            ssdp.NothingElse();
        }

        reader.ReadOnly(ReadOnlyProperties);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        if (isWanted is { } on)
        {
            settings.Ssdp?.Turn(on);
        }

        return new ResourceResult<PodNetworkProtocolJson>(Show(app, pod, settings), PodNetworkProtocolJsonContext.Default.PodNetworkProtocolJson);
    }
}

internal sealed class PodNetworkProtocolJson(Pod pod, int? http, int? https, SsdpJson ssdp)
    : Resource(PodNetworkProtocolRoutes.Uri, Type, "NetworkProtocol", $"Network protocols of the manager of {pod.Name}"), IResource
{
    public static string Type => "#ManagerNetworkProtocol.v1_12_0.ManagerNetworkProtocol";

    /// <summary>The service is reached on this machine alone.</summary>
    public string HostName => "localhost";

    [JsonPropertyName("HTTP")]
    public HttpServiceJson Http => new(http is not null, http, null);

    [JsonPropertyName("HTTPS")]
    public HttpServiceJson Https => new(https is not null, https, new Link(CertificateUris.Certificates));

    [JsonPropertyName("SSDP")]
    public SsdpJson Ssdp => ssdp;

    public Status Status => new("Enabled", "OK");
}

internal sealed record HttpServiceJson(bool ProtocolEnabled, int? Port, Link? Certificates);

/// <summary>Searches are answered; nothing is announced unasked, which interval 0 says.</summary>
internal sealed record SsdpJson(bool ProtocolEnabled, int? Port)
{
    public int NotifyMulticastIntervalSeconds => 0;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PodNetworkProtocolJson))]
internal sealed partial class PodNetworkProtocolJsonContext : JsonSerializerContext;
