namespace SpecimenLogistics.Ui.Api;

static class FormBody
{
    /// <summary>A page's form; anything else is a sentence, not a failure.</summary>
    public static async Task<IFormCollection> Read(HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasFormContentType) throw new Refusal(StatusCodes.Status415UnsupportedMediaType, "Send a form.");
        try { return await request.ReadFormAsync(cancel); }
        catch (BadHttpRequestException cut) { throw new Refusal(cut.StatusCode, "The request ended before its form."); }
        catch (InvalidDataException) { throw Refusal.BadRequest("The form cannot be read."); }
    }
}
