-- Numbers, captions and references of figures, tables and sections, with the markup Quarto gives them.
-- Stops at what the embedded renderer does not know; the message stands between two marks.

local typst = FORMAT == "typst"
local NAMES = { fig = "Figure", tbl = "Table", sec = "Section" }

local order = { fig = 0, tbl = 0 }
local sections = {}
local entries = {} -- identifier -> number
local identifiers = {} -- every identifier of the document
local targets = {} -- where the links within the document lead
local numbered = false

local function stop(sentence)
  error("⟦" .. sentence .. "⟧", 0)
end

local function kind_of(identifier)
  return identifier:match("^(%a+)%-")
end

local function raw(text)
  return pandoc.RawBlock(typst and "typst" or "html", text)
end

-- identifiers and links -------------------------------------------------------------------------

local function note_identifier(element)
  local identifier = element.identifier
  if identifier and identifier ~= "" then
    if identifiers[identifier] then
      stop("the identifier #" .. identifier .. " stands twice")
    end
    identifiers[identifier] = true
  end
end

local function note_raw(element)
  if element.format == "html" then
    for identifier in element.text:gmatch('%sid="([^"]+)"') do
      identifiers[identifier] = true
    end
  end
end

local function note_link(link)
  note_identifier(link)
  if link.target:sub(1, 1) == "#" and #link.target > 1 then
    table.insert(targets, link.target:sub(2))
  end
end

local function check_targets()
  for _, target in ipairs(targets) do
    if not identifiers[target] then
      stop("the link to #" .. target .. " leads nowhere")
    end
  end
end

local function no_mathematics()
  stop("mathematics is not supported: it has no place in a tagged PDF")
end

-- floats ---------------------------------------------------------------------------------------

local function next_number(identifier)
  local kind = kind_of(identifier)
  order[kind] = order[kind] + 1
  entries[identifier] = tostring(order[kind])
  return entries[identifier]
end

local function escape_html(text)
  return (text:gsub("&", "&amp;"):gsub('"', "&quot;"):gsub("<", "&lt;"))
end

local function html_float(identifier, classes, kind, caption, content)
  local place = kind == "tbl" and "top" or "bottom"
  local label = identifier .. "-caption"
  local heading = { pandoc.Str(NAMES[kind] .. "\u{a0}" .. entries[identifier] .. ":"), pandoc.Space() }
  local open = string.format(
    '<figcaption class="quarto-float-caption-%s quarto-float-caption quarto-float-%s" id="%s">',
    place, kind, escape_html(label)
  )
  local legend = pandoc.Plain({ pandoc.RawInline("html", open) })
  legend.content:extend(heading)
  legend.content:extend(caption)
  legend.content:insert(pandoc.RawInline("html", "</figcaption>"))
  local body = pandoc.Div(content, pandoc.Attr("", {}, { ["aria-describedby"] = label }))
  local blocks = { raw('<figure class="quarto-float quarto-float-' .. kind .. '">') }
  if place == "top" then
    table.insert(blocks, legend)
    table.insert(blocks, body)
  else
    table.insert(blocks, body)
    table.insert(blocks, legend)
  end
  table.insert(blocks, raw("</figure>"))
  local all = kind == "fig" and { "quarto-figure", "quarto-figure-center" } or {}
  table.insert(all, "quarto-float")
  for _, class in ipairs(classes) do
    table.insert(all, class)
  end
  return pandoc.Div(blocks, pandoc.Attr(identifier, all))
end

local function typst_float(identifier, kind, caption, content)
  local place = kind == "tbl" and "top" or "bottom"
  local close = string.format(
    ']), kind: "quarto-float-%s", supplement: "%s", )\n<%s>\n', kind, NAMES[kind], identifier
  )
  local blocks = pandoc.Blocks({ raw("#figure([") })
  blocks:extend(content)
  blocks:extend({
    raw("], caption: figure.caption(position: " .. place .. ", ["),
    pandoc.Plain(caption),
    raw(close),
  })
  return blocks
end

local function float(identifier, classes, kind, caption, content)
  if #caption == 0 then
    stop("@" .. identifier .. " has no caption")
  end
  next_number(identifier)
  if typst then
    return typst_float(identifier, kind, caption, content)
  end
  return html_float(identifier, classes, kind, caption, content)
end

local function typst_string(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

local function picture(image)
  local text = image.attributes["fig-alt"] or image.attributes["alt"]
  image.attributes["fig-alt"] = nil
  if not text or text == "" then
    stop("the picture " .. image.src .. ' has no alternative text: add {fig-alt="…"}')
  end
  if image.src:match("^%a+://") or image.src:match("^//") then
    stop("the picture " .. image.src .. " is not a file: nothing may be fetched from the network")
  end
  local file = io.open(image.src, "rb")
  if not file then
    stop("the picture " .. image.src .. " does not exist")
  end
  file:close()
  if not typst then
    image.caption = pandoc.Inlines({ pandoc.Str(text) })
    return image
  end
  -- not every Pandoc in use writes the alternative text of a picture into Typst
  local size = ""
  for _, side in ipairs({ "width", "height" }) do
    local written = image.attributes[side]
    if written then
      if not written:match("^[%d.]+%%$") and not written:match("^[%d.]+[cmipnt]+$") then
        stop("the " .. side .. " " .. written .. " of " .. image.src .. " needs a unit: %, cm, mm, in or pt")
      end
      size = size .. ", " .. side .. ": " .. written
    end
  end
  local call = "#box(image(%s, alt: %s%s))"
  return pandoc.RawInline("typst", call:format(typst_string(image.src), typst_string(text), size))
end

local function figure(element)
  note_identifier(element)
  local identifier = element.identifier
  if kind_of(identifier) ~= "fig" then
    stop("a captioned picture needs an identifier such as {#fig-name}")
  end
  local caption = pandoc.utils.blocks_to_inlines(element.caption.long)
  return float(identifier, {}, "fig", caption, element.content)
end

local function widths(element)
  local written = element.attributes["tbl-colwidths"]
  element.attributes["tbl-colwidths"] = nil
  if not written then
    return
  end
  local shares = {}
  for share in written:gmatch("[%d.]+") do
    table.insert(shares, tonumber(share) / 100)
  end
  if #shares ~= #element.colspecs then
    stop(string.format("tbl-colwidths %s does not fit a table of %d columns", written, #element.colspecs))
  end
  element.colspecs = element.colspecs:map(function(spec, index)
    return { spec[1], shares[index] }
  end)
end

local function tabular(element)
  note_identifier(element)
  widths(element)
  local identifier, classes = element.identifier, element.classes
  local caption = pandoc.utils.blocks_to_inlines(element.caption.long)
  if typst then
    element.classes = { "typst:no-figure" }
  end
  if identifier == "" then
    return element
  end
  if kind_of(identifier) ~= "tbl" then
    stop("the table #" .. identifier .. " needs an identifier such as {#tbl-name}")
  end
  element.attr = pandoc.Attr("", typst and { "typst:no-figure" } or { "caption-top" })
  element.caption = { long = {} }
  return float(identifier, classes, "tbl", caption, pandoc.Blocks({ element }))
end

-- sections -------------------------------------------------------------------------------------

local function section(header)
  note_identifier(header)
  if not numbered or header.classes:includes("unnumbered") then
    return nil
  end
  if #sections == 0 and header.level > 1 then
    stop("the first numbered heading must be of the first level (#)")
  end
  for level = header.level + 1, #sections do
    sections[level] = nil
  end
  for level = 1, header.level do
    sections[level] = sections[level] or 0
  end
  sections[header.level] = sections[header.level] + 1
  entries[header.identifier] = table.concat(sections, ".")
end

-- references -----------------------------------------------------------------------------------

local function reference(citation)
  local label = citation.id
  local kind = kind_of(label)
  if not NAMES[kind or ""] then
    stop("@" .. label .. " is neither a figure, a table nor a section, and citations are not supported")
  end
  if not entries[label] then
    stop("the reference @" .. label .. " leads nowhere")
  end
  if typst then
    return pandoc.RawInline("typst", string.format("#ref(<%s>, supplement: [%s])", label, NAMES[kind]))
  end
  local text = NAMES[kind] .. "\u{a0}" .. entries[label]
  return pandoc.Link({ pandoc.Str(text) }, "#" .. label, "", pandoc.Attr("", { "quarto-xref" }))
end

local function cite(element)
  local inlines = pandoc.Inlines({})
  for index, citation in ipairs(element.citations) do
    if index > 1 then
      inlines:extend({ pandoc.Str(","), pandoc.Space() })
    end
    inlines:insert(reference(citation))
  end
  return inlines
end

function Pandoc(document)
  numbered = document.meta["number-sections"] == true
  document = document:walk({
    Image = picture, Link = note_link, Math = no_mathematics, RawInline = note_raw,
    Span = note_identifier, Code = note_identifier,
    Div = note_identifier, CodeBlock = note_identifier, RawBlock = note_raw,
    Header = section, Figure = figure, Table = tabular,
  })
  check_targets()
  return document:walk({ Cite = cite })
end
