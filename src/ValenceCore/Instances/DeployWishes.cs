using System.Text.Json.Nodes;
using ValenceCore.Secrets;

namespace ValenceCore.Instances;

/// <summary>Makes what Ironic is told of an instance that is to be deployed.</summary>
internal sealed class DeployWishes(SecretBox secrets)
{
    private const string RamdiskInterface = "ramdisk";
    private const string DirectInterface = "direct";

    /// <param name="isComposed">The deploy interface of a pre-set server is its operator's to choose.</param>
    public DeployWish Of(Instance instance, bool isComposed)
    {
        var info = instance.Wish.Image.ToInstanceInfo();
        info["display_name"] = instance.Name;
        return new DeployWish(info, ConfigDriveOf(instance), isComposed ? instance.Wish.Image.BootIso is null ? DirectInterface : RamdiskInterface : null);
    }

    /// <summary>Ironic makes the drive out of it (ironic-api 5; API 1.56).</summary>
    private JsonObject ConfigDriveOf(Instance instance)
    {
        var wish = instance.Wish;
        var meta = new JsonObject { ["uuid"] = instance.Uuid, ["name"] = instance.Name, ["hostname"] = HostNameOf(instance.Name) };
        if (wish.PublicKey is not null)
        {
            meta["public_keys"] = new JsonObject { ["default"] = wish.PublicKey };
        }

        if (wish.Metadata.Count > 0)
        {
            meta["meta"] = wish.Metadata.DeepClone();
        }

        var drive = new JsonObject { ["meta_data"] = meta };
        if (wish.SealedUserData is { } data)
        {
            drive["user_data"] = secrets.Open(data);
        }

        return drive;
    }

    private static string HostNameOf(string name)
    {
        var text = string.Concat(name.Trim().Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-')).Trim('-');
        return text.Length == 0 ? "instance" : text.Length > 63 ? text[..63] : text;
    }
}
