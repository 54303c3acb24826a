using System.Text.Json;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Reads the parameters of SimpleUpdate (UpdateService v1_17_0) with all that is wrong with them.</summary>
internal sealed class SimpleUpdateReader(Pod pod)
{
    private const string Action = "UpdateService.SimpleUpdate";

    public static string[] Protocols { get; } = ["HTTP", "HTTPS", "FTP", "SFTP", "TFTP", "NFS", "CIFS", "SCP"];

    public (WantedUpdate? Update, IReadOnlyList<RedfishMessage> Problems) Read(JsonElement body)
    {
        var reader = new ActionReader(body, Action);
        var image = ReadImage(reader);
        reader.OneOf("TransferProtocol", Protocols);
        reader.Text("Username");
        reader.Secret("Password");
        return UpdateParameters.Read(reader, image, pod, Action);
    }

    private static FirmwareImage? ReadImage(ActionReader reader)
    {
        if (reader.Text("ImageURI", isRequired: true) is not { } uri)
        {
            return null;
        }

        // A protocol may stand in a parameter of its own, and without one it is HTTP.
        var full = uri.Contains("://", StringComparison.Ordinal) ? uri : $"http://{uri.TrimStart('/')}";
        if (!Uri.TryCreate(full, UriKind.Absolute, out var parsed) || !Protocols.Contains(parsed.Scheme, StringComparer.OrdinalIgnoreCase) || parsed.Host.Length == 0)
        {
            reader.Problem(RedfishMessages.ActionParameterValueFormatError(
                Action, "ImageURI", TaskRequest.WithoutUser(uri), $"the URI of an image by one of {string.Join(", ", Protocols)}"));
            return null;
        }

        var name = Uri.UnescapeDataString(parsed.Segments[^1]).Trim('/');
        if (FirmwareImage.Find(name) is { } image)
        {
            return image;
        }

        reader.Problem(RedfishMessages.ActionParameterValueFormatError(
            Action, "ImageURI", TaskRequest.WithoutUser(uri), "the URI of an image whose name tells its version, like bios-2.4.1.bin"));
        return null;
    }
}
