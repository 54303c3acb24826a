using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>An image that a client sends itself: known by its file name, its bytes are counted and thrown away.</summary>
internal static class PushedImage
{
    /// <summary>As much as is taken; told as <c>MaxImageSizeBytes</c>.</summary>
    public const long LargestBytes = 128L << 20;

    /// <summary>What a file name should look like, for messages.</summary>
    public const string NameExpected = "the name of a file that tells its version, like bios-2.4.1.bin";

    // What stands around the image in a form.
    private const long LargestForm = LargestBytes + (1L << 20);

    /// <summary>Lets a body pass that is as large as an image. To be called before anything of it is read.</summary>
    public static void LetPass(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = LargestForm;
        }
    }

    /// <summary>The file name that a <c>Content-Disposition</c> brings; null when it brings none. Folders before it are left out, as browsers send them.</summary>
    public static string? FileName(ContentDispositionHeaderValue? disposition)
    {
        var name = disposition is null ? default : disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName);
        return name.HasValue ? name.Value![(name.Value!.LastIndexOfAny(['/', '\\']) + 1)..] : null;
    }

    /// <summary>Null when there is no name, or one that tells no version.</summary>
    public static FirmwareImage? Find(string? fileName) => fileName is null ? null : FirmwareImage.Find(fileName);

    /// <summary>Reads to the end and returns how much there was.</summary>
    public static async Task<long> DrainAsync(Stream image, CancellationToken cancellation)
    {
        var (buffer, all) = (new byte[64 * 1024], 0L);
        int read;
        while ((read = await image.ReadAsync(buffer, cancellation)) > 0)
        {
            all += read;
        }

        return all;
    }
}
