"""The pages of a document and their images: data/page-images.json and data/page-images/."""

from __future__ import annotations

from collections.abc import Iterator

from frus_pack.checks.description.json_file import PAGE_IMAGES_FILE, check_schema
from frus_pack.checks.description.packaged_document import PackagedDocument
from frus_pack.checks.page_images import content as page_image_content
from frus_pack.checks.page_images import page_list
from frus_pack.checks.page_images.content import compare_images
from frus_pack.checks.page_images.page_list import check_files
from frus_pack.checks.page_images.page_order import check_page_order
from frus_pack.package.paths import METADATA_PATH
from frus_pack.requirements.finding import Finding


class PageImagesCheck:
    """Every check of the pages and of the images, embedded or not.

    An image that is published elsewhere is not looked for: nothing here uses the network.
    """

    family = PAGE_IMAGES_FILE.family

    def __call__(self, document: PackagedDocument) -> Iterator[Finding]:
        file = document.page_images
        yield from file.findings
        if file.data is None:
            return
        findings, faults = check_schema(PAGE_IMAGES_FILE, file.data)
        yield from findings
        if any(one.code == "page-images.schema-version" for one in findings):
            return
        pages = page_list.sound_pages(file.data, faults)
        images = list(page_list.listed_images(pages))
        yield from page_list.check_list(pages)
        metadata = document.metadata.data
        if metadata is None:
            message = "cannot be read, so the pages were not compared with it"
            yield Finding("page-images.not-compared", METADATA_PATH, message)
        else:
            yield from page_list.compare_with_description(file.data, pages, metadata)
        yield from check_page_order(pages)
        yield from check_files(document, file.data, images)
        found, facts = page_image_content.check_embedded_images(document, images)
        yield from found
        yield from compare_images(images, facts)
