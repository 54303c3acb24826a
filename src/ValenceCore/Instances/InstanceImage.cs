using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ValenceCore.Http;

namespace ValenceCore.Instances;

/// <summary>What is deployed: an image that is written to a disk, or an ISO that is booted.</summary>
/// <param name="Source">Url or id of the image; null with <paramref name="BootIso"/>.</param>
/// <param name="Checksum">MD5, SHA-256 or SHA-512 in hexadecimal, or the url of a file with it.</param>
/// <param name="Kernel">Of an image of one partition, as is the ramdisk.</param>
/// <param name="RootGb">Size of the root partition; GiB.</param>
internal sealed record InstanceImage(string? Source, string? Checksum, string? Kernel, string? Ramdisk, int? RootGb, string? BootIso)
{
    private static readonly Regex Hash = new("^([0-9A-Fa-f]{32}|[0-9A-Fa-f]{64}|[0-9A-Fa-f]{128})$", RegexOptions.None, TimeSpan.FromSeconds(1));

    private const int DefaultRootGb = 10;

    private bool IsPartition => Kernel is not null;

    public static InstanceImage? Read(RequestFields body, bool isRequired)
    {
        if (body.Object("image", isRequired) is not { } image)
        {
            return null;
        }

        image.AllowOnly("source", "checksum", "kernel", "ramdisk", "root_gb", "boot_iso");
        var read = new InstanceImage(
            image.Text("source"), image.Text("checksum"), image.Text("kernel"), image.Text("ramdisk"), image.Count("root_gb"), image.Text("boot_iso"));
        if (read.Source is null == read.BootIso is null)
        {
            image.Problem("source", "give either source, an image to be written to disk, or boot_iso, an ISO to be booted");
        }

        if (read.Kernel is null != read.Ramdisk is null)
        {
            image.Problem("kernel", "an image of one partition needs kernel and ramdisk, an image of a whole disk neither");
        }

        if (read.Checksum is { } checksum && !Hash.IsMatch(checksum) && !IsUrl(checksum))
        {
            image.Problem("checksum", "must be 32, 64 or 128 hexadecimal digits (MD5, SHA-256, SHA-512), or the url of a file that holds it");
        }
        else if (read is { Checksum: null, Source: { } source } && IsUrl(source))
        {
            image.Problem("checksum", "is required for an image that is given by its url");
        }

        if (read.BootIso is not null && (read.Checksum ?? read.Kernel ?? read.Ramdisk) is not null)
        {
            image.Problem("boot_iso", "stands alone: checksum, kernel and ramdisk belong to source");
        }

        return read;
    }

    /// <summary>As Ironic takes it in <c>instance_info</c> (ironic-api 4, 10).</summary>
    public JsonObject ToInstanceInfo()
    {
        if (BootIso is not null)
        {
            return new JsonObject { ["boot_iso"] = BootIso };
        }

        var info = new JsonObject { ["image_source"] = Source, ["image_type"] = IsPartition ? "partition" : "whole-disk-image" };
        if (IsPartition)
        {
            (info["kernel"], info["ramdisk"], info["root_gb"]) = (Kernel, Ramdisk, RootGb ?? DefaultRootGb);
        }
        else if (RootGb is { } size)
        {
            info["root_gb"] = size;
        }

        if (Checksum is { Length: 64 or 128 } hash && !IsUrl(hash))
        {
            (info["image_os_hash_algo"], info["image_os_hash_value"]) = (hash.Length == 64 ? "sha256" : "sha512", hash);
        }
        else if (Checksum is not null)
        {
            info["image_checksum"] = Checksum;
        }

        return info;
    }

    public JsonObject ToJson() => new()
    {
        ["source"] = Source, ["checksum"] = Checksum, ["kernel"] = Kernel, ["ramdisk"] = Ramdisk, ["root_gb"] = RootGb, ["boot_iso"] = BootIso,
    };

    public static InstanceImage Of(JsonObject document) => new(
        (string?)document["source"], (string?)document["checksum"], (string?)document["kernel"], (string?)document["ramdisk"],
        (int?)document["root_gb"], (string?)document["boot_iso"]);

    private static bool IsUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "file";
}
