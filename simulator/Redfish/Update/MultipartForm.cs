using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Simulator.Redfish;

/// <summary>The form of a multipart push (DSP0266, multipart HTTP push updates): JSON <c>UpdateParameters</c> and the file <c>UpdateFile</c>.</summary>
/// <param name="Problems">Everything that is wrong with it, apart from what the parameters mean.</param>
internal sealed record MultipartForm(JsonElement Parameters, string? FileName, IReadOnlyList<RedfishMessage> Problems)
{
    public const string ParametersPart = "UpdateParameters";
    public const string FilePart = "UpdateFile";

    // Parts of makers, which a service may pass over.
    private const string OemPrefix = "Oem";
    private const int LargestParameters = 64 * 1024;
    private const int LongestBoundary = 70; // RFC 2046, 5.1.1

    public static async Task<(MultipartForm? Form, IResult? Refusal)> ReadAsync(HttpContext context)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return (null, RedfishErrors.Answer(StatusCodes.Status415UnsupportedMediaType, [RedfishMessages.HeaderInvalid("Content-Type")]));
        }

        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= LongestBoundary } boundary)
        {
            return (null, RedfishErrors.BadRequest(RedfishMessages.HeaderInvalid("Content-Type")));
        }

        PushedImage.LetPass(context);
        try
        {
            return await ReadAsync(new MultipartReader(boundary, context.Request.Body), context.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return (null, RedfishErrors.BadRequest(RedfishMessages.UnrecognizedRequestBody(
                "The request body is no multipart form, or breaks off.", "Send multipart/form-data that ends with its boundary.")));
        }
    }

    private static async Task<(MultipartForm? Form, IResult? Refusal)> ReadAsync(MultipartReader reader, CancellationToken cancellation)
    {
        var (form, met) = (new MultipartForm(default, null, []), new HashSet<string>(StringComparer.Ordinal));
        while (await reader.ReadNextSectionAsync(cancellation) is { } section)
        {
            var disposition = section.GetContentDispositionHeader();
            var name = HeaderUtilities.RemoveQuotes(disposition?.Name ?? default).Value ?? "";
            if (!met.Add(name) && name is ParametersPart or FilePart)
            {
                form = form.With(RedfishMessages.PropertyDuplicate($"#/{name}"));
            }
            else if (name == ParametersPart)
            {
                form = await form.WithParametersAsync(section, cancellation);
                if (form is null)
                {
                    return (null, RedfishErrors.Answer(StatusCodes.Status413PayloadTooLarge, [RedfishMessages.PayloadTooLarge()]));
                }
            }
            else if (name == FilePart)
            {
                var size = await PushedImage.DrainAsync(section.Body, cancellation);
                if (size > PushedImage.LargestBytes)
                {
                    return (null, RedfishErrors.Answer(StatusCodes.Status413PayloadTooLarge, [RedfishMessages.PayloadTooLarge()]));
                }

                form = form with { FileName = PushedImage.FileName(disposition) ?? "" };
                form = size > 0 ? form : form.With(RedfishMessages.PropertyValueFormatError($"#/{FilePart}", "(empty)", "a file with something in it"));
            }
            else if (!name.StartsWith(OemPrefix, StringComparison.Ordinal))
            {
                form = form.With(RedfishMessages.PropertyUnknown($"#/{name}", [ParametersPart, FilePart, $"{OemPrefix}…"]));
            }
        }

        var missing = new[] { ParametersPart, FilePart }.Where(p => !met.Contains(p)).Select(p => RedfishMessages.PropertyMissing($"#/{p}"));
        return (form with { Problems = [.. form.Problems, .. missing] }, null);
    }

    // Null when it is larger than any parameters are.
    private async Task<MultipartForm?> WithParametersAsync(MultipartSection section, CancellationToken cancellation)
    {
        if (section.ContentType is { } type && !(MediaTypeHeaderValue.TryParse(type, out var parsed) && parsed.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)))
        {
            await PushedImage.DrainAsync(section.Body, cancellation);
            return With(RedfishMessages.PropertyValueFormatError($"#/{ParametersPart}", type, "of the Content-Type application/json"));
        }

        var buffer = new byte[LargestParameters + 1];
        var length = await section.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        if (length > LargestParameters)
        {
            return null;
        }

        var (body, problems) = RequestBody.Parse(buffer.AsMemory(0, length));
        return this with { Parameters = body, Problems = [.. Problems, .. problems] };
    }

    private MultipartForm With(RedfishMessage problem) => this with { Problems = [.. Problems, problem] };
}
