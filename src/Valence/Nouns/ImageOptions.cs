using System.CommandLine;
using System.Text.Json.Nodes;
using Valence.Client;

namespace Valence.Nouns;

/// <summary>Which image is deployed.</summary>
internal sealed class ImageOptions
{
    private readonly Option<string?> source = new("--image") { Description = "Url or id of an image that is written to the machine's disk." };
    private readonly Option<string?> checksum = new("--checksum") { Description = "Its MD5, SHA-256 or SHA-512, or the url of a file with that." };
    private readonly Option<string?> kernel = new("--kernel") { Description = "Kernel of an image of one partition." };
    private readonly Option<string?> ramdisk = new("--ramdisk") { Description = "Ramdisk of an image of one partition." };
    private readonly Option<int?> rootGb = new("--root-gb") { Description = "Size of the root partition, GiB." };
    private readonly Option<string?> bootIso = new("--boot-iso") { Description = "Url of an ISO that is booted instead." };

    public Command AddTo(Command command)
    {
        foreach (var option in (Option[])[source, checksum, kernel, ramdisk, rootGb, bootIso])
        {
            command.Add(option);
        }

        return command;
    }

    public JsonObject Read(Call call)
    {
        var image = new JsonObject();
        Bodies.Put(image, "source", call.Of(source));
        Bodies.Put(image, "checksum", call.Of(checksum));
        Bodies.Put(image, "kernel", call.Of(kernel));
        Bodies.Put(image, "ramdisk", call.Of(ramdisk));
        Bodies.Put(image, "boot_iso", call.Of(bootIso));
        Bodies.Put(image, "root_gb", call.Of(rootGb));
        return image;
    }
}
